import { MultiSelect, Select, Textarea, TextInput } from "@mantine/core";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { AttributeDefinition, AttributeType } from "@/bindings";

export interface WidgetProps {
  label: string;
  definition: AttributeDefinition | undefined;
  text: string;
  onText: (text: string) => void;
}

/** Choices stay inside the form: a pop-over does not take a click on one for a click elsewhere. */
const INSIDE = { withinPortal: false };

/** One line of text. What it may say, the estate decides when the edit is looked at. */
function Line({ label, definition, text, onText }: WidgetProps) {
  return (
    <TextInput
      aria-label={label}
      value={text}
      rightSection={definition?.unit ? <span className="dim">{definition.unit}</span> : null}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}

function Long({ label, text, onText }: WidgetProps) {
  return (
    <Textarea
      aria-label={label}
      value={text}
      autosize
      minRows={2}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}

function Day({ label, text, onText }: WidgetProps) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}

function YesNo({ label, text, onText }: WidgetProps) {
  const { t } = useTranslation();
  const data = [
    { value: "true", label: t("edit_form.yes") },
    { value: "false", label: t("edit_form.no") },
  ];
  return (
    <Select
      aria-label={label}
      data={data}
      value={text || null}
      clearable
      comboboxProps={INSIDE}
      onChange={(value) => onText(value ?? "")}
    />
  );
}

function OneOf({ label, definition, text, onText }: WidgetProps) {
  return (
    <Select
      aria-label={label}
      data={definition?.values ?? []}
      value={text || null}
      clearable
      comboboxProps={INSIDE}
      onChange={(value) => onText(value ?? "")}
    />
  );
}

function SomeOf({ label, definition, text, onText }: WidgetProps) {
  return (
    <MultiSelect
      aria-label={label}
      data={definition?.values ?? []}
      value={text ? text.split(", ") : []}
      comboboxProps={INSIDE}
      onChange={(values) => onText(values.join(", "))}
    />
  );
}

/** Which widget edits which type of attribute; a type without one of its own is a line of text. */
const WIDGETS: Partial<Record<AttributeType, ComponentType<WidgetProps>>> = {
  long_text: Long,
  json: Long,
  boolean: YesNo,
  enum: OneOf,
  multi_enum: SomeOf,
  date: Day,
};

export function Widget(props: WidgetProps) {
  const Own = (props.definition && WIDGETS[props.definition.type]) ?? Line;
  return <Own {...props} />;
}
