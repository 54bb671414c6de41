import { Button, Popover, Select } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemQuery } from "@/bindings";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { placeOfField, useStaged } from "./staged";
import { Widget } from "./Widget";

export type BulkEditProps =
  | { items: ReadonlyMap<string, string> }
  /** Everything that a question selects, and how much that is. */
  | { query: ItemQuery; count: number };

/** Stages one value of one field for several items; the preview repeats how many. */
export function BulkEdit(props: BulkEditProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const words = useModel();
  const { stage, stageBulk, bulk } = useStaged();
  const size = "items" in props ? props.items.size : props.count;
  // One question can be staged at a time: another would silently take its place.
  const isTaken =
    "query" in props && bulk !== null && JSON.stringify(bulk.query) !== JSON.stringify(props.query);
  const [isOpen, setOpen] = useState(false);
  const [field, setField] = useState<string | null>(null);
  const [value, setValue] = useState("");
  const fields = useMemo(
    () => [
      { value: "state", label: t("field.state") },
      ...(words.model?.attributes ?? []).map(({ id }) => ({ value: id, label: words.attributeName(id) })),
    ],
    [t, words],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!field) return;
    setOpen(false);
    if ("query" in props) {
      const fields = { ...bulk?.fields, [field]: value };
      stageBulk({ query: props.query, fields, count: props.count });
      return;
    }
    const edits = [...props.items].map(([item, name]) => ({
      place: placeOfField(item, field),
      name,
      words: { op: "set" as const, item, field, value },
    }));
    stage(...edits);
  };
  const states = words.model?.states.map(({ id }) => ({ value: id, label: words.stateName(id) })) ?? [];
  return (
    <Popover opened={isOpen} onChange={setOpen} width={320} trapFocus returnFocus position="top-start">
      <Popover.Target>
        <Button leftSection={<IconPencil size={14} aria-hidden="true" />} onClick={() => setOpen(!isOpen)}>
          {t("edit_form.bulk", { value: number(size) })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className="stack" onSubmit={submit}>
          <Select
            label={t("edit_form.field")}
            data={fields}
            searchable
            value={field}
            onChange={(id) => {
              setField(id);
              setValue("");
            }}
            comboboxProps={{ withinPortal: false }}
            data-autofocus
          />
          {field === "state" ? (
            <Select
              label={t("edit_form.value")}
              data={states}
              value={value || null}
              onChange={(id) => setValue(id ?? "")}
              comboboxProps={{ withinPortal: false }}
            />
          ) : (
            <Widget
              label={t("edit_form.value")}
              definition={field ? words.attribute(field) : undefined}
              text={value}
              onText={setValue}
            />
          )}
          {isTaken && <p style={{ margin: 0 }}>{t("relate.bulk_taken")}</p>}
          <Button type="submit" disabled={!field || isTaken}>
            {t("edit_form.stage")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
