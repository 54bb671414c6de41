import { ActionIcon, Button, Checkbox, Menu, Popover, TextInput } from "@mantine/core";
import { IconBookmark, IconColumns3, IconDownload, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useEstate } from "@/domains/estate";
import { useModel } from "@/domains/model";
import { type SavedView, useSettings } from "@/shared/settings";
import { useFieldNames } from "./names";
import type { Asked } from "./query";
import { useExport } from "./useExport";

const ALWAYS = ["name", "key", "class", "state", "operation", "source", "source_id", "verified_at"];

export interface ToolbarProps {
  asked: Asked;
  ask: (some: Partial<Asked>) => void;
  total: number;
}

/** What can be done with the list as a whole. */
export function Toolbar({ asked, ask, total }: ToolbarProps) {
  const { t } = useTranslation();
  const save = useExport();
  return (
    <div className="row">
      <Views asked={asked} ask={ask} />
      <Columns />
      <Button
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden="true" />}
        disabled={total === 0}
        onClick={() => void save(total)}
      >
        {t("items.export")}
      </Button>
    </div>
  );
}

function Columns() {
  const { t } = useTranslation();
  const { columns, set } = useSettings();
  const { model } = useModel();
  const { fieldName } = useFieldNames();
  const attributes = model?.attributes.map((attribute) => attribute.id) ?? [];
  const toggle = (id: string) =>
    set({ columns: columns.includes(id) ? columns.filter((own) => own !== id) : [...columns, id] });
  return (
    <Popover position="bottom-end" width={240} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={14} aria-hidden="true" />}>
          {t("items.columns")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className="choices">
          <legend className="hidden-but-read">{t("items.columns")}</legend>
          {[...ALWAYS, ...attributes].map((id) => (
            <Checkbox
              key={id}
              label={fieldName(id)}
              checked={columns.includes(id)}
              disabled={id === "name"}
              onChange={() => toggle(id)}
            />
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}

function Views({ asked, ask }: { asked: Asked; ask: (some: Partial<Asked>) => void }) {
  const { t } = useTranslation();
  const estate = useEstate()?.estate ?? "";
  const { views, columns, set } = useSettings();
  const own = views[estate] ?? [];
  const [name, setName] = useState("");
  const keep = (some: SavedView[]) => set({ views: { ...views, [estate]: some } });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const named = name.trim();
    if (named === "") return;
    keep([...own.filter((view) => view.name !== named), { name: named, ...asked, columns }]);
    setName("");
  };
  return (
    <Menu position="bottom-end" width={280} closeOnItemClick>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={14} aria-hidden="true" />}>
          {t("items.views")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {own.length === 0 && <Menu.Label>{t("items.no_views")}</Menu.Label>}
        {own.map((view) => (
          <div key={view.name} className="row">
            <Menu.Item
              className="grow"
              onClick={() => {
                set({ columns: view.columns });
                ask({ filter: view.filter, text: view.text, sort: view.sort });
              }}
            >
              {view.name}
            </Menu.Item>
            <ActionIcon
              aria-label={t("items.delete_view", { name: view.name })}
              onClick={() => keep(own.filter((other) => other.name !== view.name))}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </div>
        ))}
        <Menu.Divider />
        <form onSubmit={save} className="row" style={{ padding: 6, alignItems: "end" }}>
          <TextInput
            className="grow"
            label={t("items.view_name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => event.stopPropagation()}
          />
          <Button type="submit" variant="default">
            {t("common.save")}
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
