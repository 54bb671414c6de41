import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemDetails } from "@/bindings";
import { useModel } from "@/domains/model";
import { placeOfField, useStaged } from "./staged";
import { Widget } from "./Widget";

/** The fields of an item as its class declares them; what differs from the record is staged, and back is not. */
export function ItemForm({ data }: { data: ItemDetails }) {
  const { t } = useTranslation();
  const words = useModel();
  const { edits, stage, unstage } = useStaged();
  const { item } = data;
  const set = (field: string, before: string) => (value: string) => {
    const place = placeOfField(item.key, field);
    if (value === before) unstage(place);
    else stage({ place, name: item.name, words: { op: "set", item: item.key, field, value } });
  };
  const now = (field: string, before: string): { text: string; isStaged: boolean } => {
    const own = edits.find((edit) => edit.place === placeOfField(item.key, field));
    return own?.words.op === "set"
      ? { text: own.words.value, isStaged: true }
      : { text: before, isStaged: false };
  };
  const states = words.model?.states ?? [];
  const name = now("name", item.name);
  const state = now("state", item.state);
  return (
    <dl className="facts edit-form">
      <div data-staged={name.isStaged}>
        <dt>{t("field.name")}</dt>
        <dd>
          <TextInput
            aria-label={t("field.name")}
            value={name.text}
            onChange={(event) => set("name", item.name)(event.currentTarget.value)}
          />
        </dd>
      </div>
      <div data-staged={state.isStaged}>
        <dt>{t("field.state")}</dt>
        <dd>
          <Select
            aria-label={t("field.state")}
            data={states.map(({ id }) => ({ value: id, label: words.stateName(id) }))}
            value={state.text}
            allowDeselect={false}
            onChange={(value) => value && set("state", item.state)(value)}
          />
        </dd>
      </div>
      {data.attributes.map((attribute) => {
        const { text, isStaged } = now(attribute.id, attribute.text);
        const label = words.attributeName(attribute.id);
        return (
          <div key={attribute.id} data-staged={isStaged}>
            <dt>
              {label}
              {attribute.required && <span title={t("item.required")}> *</span>}
            </dt>
            <dd>
              <Widget
                label={label}
                definition={attribute.definition ?? undefined}
                text={text}
                onText={set(attribute.id, attribute.text)}
              />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
