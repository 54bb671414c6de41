import { Button, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EditWords, OutageMode } from "@/bindings";
import { ItemPicker } from "@/domains/item";
import { useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useEditPlan } from "./edit";
import { useFieldChoices } from "./PlanEdits";

const OPS = ["set", "as_found", "out", "add", "retire", "connect", "disconnect", "replace"] as const;
type Op = (typeof OPS)[number];
const MODES: OutageMode[] = ["full_outage", "degraded", "restart", "no_interruption"];

/** Adds one planned edit or outage to a step. What is allowed, the estate says. */
export function AddEdit({ step }: { step: number }) {
  const { t } = useTranslation();
  const [op, setOp] = useState<Op>("set");
  const [item, setItem] = useState("");
  const [other, setOther] = useState("");
  const [field, setField] = useState("");
  const [value, setValue] = useState("");
  const [mode, setMode] = useState<OutageMode>("full_outage");
  const { edit, error, isPending } = useEditPlan();
  const words = editWords({ op, item, other, field, value, mode });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!words) return;
    edit({ step, edits: [words] }, () => {
      setItem("");
      setOther("");
      setValue("");
    });
  };
  return (
    <form className="add-edit" onSubmit={submit} aria-label={t("change.plan_more")}>
      <Select
        aria-label={t("change.what")}
        data={OPS.map((name) => ({ value: name, label: t(`change.op_${name}`) }))}
        value={op}
        onChange={(name) => name && setOp(name as Op)}
        allowDeselect={false}
        w={150}
      />
      {op !== "add" && <Picked label={t("change.item")} item={item} onItem={setItem} />}
      {op === "set" && (
        <SetField item={item} field={field} value={value} onField={setField} onValue={setValue} />
      )}
      {op === "as_found" && <FieldOf item={item} field={field} onField={setField} />}
      {op === "replace" && <Picked label={t("change.replaced_by")} item={other} onItem={setOther} />}
      {op === "out" && (
        <Select
          aria-label={t("change.mode")}
          data={MODES.map((name) => ({ value: name, label: t(`outage_mode.${name}`) }))}
          value={mode}
          onChange={(name) => name && setMode(name as OutageMode)}
          allowDeselect={false}
          w={150}
        />
      )}
      {op === "add" && <NewItem field={field} value={value} onField={setField} onValue={setValue} />}
      {(op === "connect" || op === "disconnect") && (
        <>
          <Picked label={t("change.other")} item={other} onItem={setOther} />
          <Relation from={item} to={other} type={field} onType={setField} isPresent={op === "disconnect"} />
        </>
      )}
      <Button type="submit" variant="default" disabled={!words} loading={isPending}>
        {t("change.plan_it")}
      </Button>
      {error && <FailureView error={error} />}
    </form>
  );
}

interface Given {
  op: Op;
  item: string;
  other: string;
  field: string;
  value: string;
  mode: OutageMode;
}

/** Returns the edit as the contract says it, or null while something is missing. */
function editWords({ op, item, other, field, value, mode }: Given): EditWords | null {
  switch (op) {
    case "set":
      return item && field ? { op, item, field, value } : null;
    case "as_found":
      return item && field ? { op, item, field } : null;
    case "replace":
      return item && other ? { op, old: item, new: other } : null;
    case "out":
      return item ? { op, item, mode } : null;
    case "add":
      return field && value.trim() ? { op, class: field, name: value.trim() } : null;
    case "retire":
      return item ? { op, item } : null;
    case "disconnect":
    case "connect": {
      const [type, reversed] = field.split("|");
      if (!item || !other || !type) return null;
      return reversed ? { op, from: other, type, to: item } : { op, from: item, type, to: other };
    }
  }
}

function Picked({ label, item, onItem }: { label: string; item: string; onItem: (key: string) => void }) {
  return item ? (
    <Button variant="default" onClick={() => onItem("")} rightSection="×" aria-label={`${label}: ${item}`}>
      <span className="mono">{item}</span>
    </Button>
  ) : (
    <div style={{ width: 200 }}>
      <ItemPicker label={label} onPick={onItem} />
    </div>
  );
}

interface FieldProps {
  field: string;
  value: string;
  onField: (field: string) => void;
  onValue: (value: string) => void;
}

/** The fields that an item has. */
function FieldOf({ item, field, onField }: Pick<FieldProps, "field" | "onField"> & { item: string }) {
  const { t } = useTranslation();
  const choices = useFieldChoices();
  const { data } = useAsk("item", { item }, { enabled: item !== "" });
  const own = data?.attributes.map((attribute) => attribute.id);
  return (
    <Select
      aria-label={t("change.field")}
      placeholder={t("change.field")}
      searchable
      data={
        own ? choices.filter(({ value: id }) => id === "name" || id === "state" || own.includes(id)) : choices
      }
      value={field || null}
      onChange={(id) => onField(id ?? "")}
      w={170}
    />
  );
}

function SetField({ item, field, value, onField, onValue }: FieldProps & { item: string }) {
  const { t } = useTranslation();
  const words = useModel();
  const values = field === "state" ? words.model?.states.map(({ id }) => id) : words.attribute(field)?.values;
  return (
    <>
      <FieldOf item={item} field={field} onField={onField} />
      {values && values.length > 0 ? (
        <Select
          aria-label={t("change.value")}
          data={values.map((id) => ({ value: id, label: field === "state" ? words.stateName(id) : id }))}
          value={value || null}
          onChange={(id) => onValue(id ?? "")}
          w={170}
        />
      ) : (
        <TextInput
          aria-label={t("change.value")}
          placeholder={t("change.value")}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </>
  );
}

function NewItem({ field, value, onField, onValue }: FieldProps) {
  const { t } = useTranslation();
  const words = useModel();
  const classes = (words.model?.classes ?? []).filter((one) => !one.abstract);
  return (
    <>
      <Select
        aria-label={t("field.class")}
        placeholder={t("field.class")}
        searchable
        data={classes.map(({ id }) => ({ value: id, label: words.className(id) }))}
        value={field || null}
        onChange={(id) => onField(id ?? "")}
        w={190}
      />
      <TextInput
        aria-label={t("field.name")}
        placeholder={t("field.name")}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
    </>
  );
}

/** Offers only the types that the model allows between the two. */
function Relation({
  from,
  to,
  type,
  onType,
  isPresent,
}: {
  from: string;
  to: string;
  type: string;
  onType: (type: string) => void;
  /** Whether it is about relationships that there are, or about such as may come. */
  isPresent: boolean;
}) {
  const { t } = useTranslation();
  const words = useModel();
  const { data } = useAsk("connect_choices", { from, to }, { enabled: from !== "" && to !== "" });
  const choices = (data?.choices ?? []).map((choice) => ({
    value: `${choice.type}|${choice.reversed ? "reversed" : ""}`,
    label: words.relationName(choice.type, choice.reversed ? "incoming" : "outgoing"),
    disabled: choice.present !== isPresent,
  }));
  return (
    <Select
      aria-label={t("change.relation")}
      placeholder={t("change.relation")}
      data={choices}
      value={type || null}
      onChange={(id) => onType(id ?? "")}
      nothingFoundMessage={t("change.no_relation")}
      w={190}
    />
  );
}
