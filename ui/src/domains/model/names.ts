import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { OperationStatus } from "@/bindings";
import { useFormats } from "@/shared/format";
import { useModel } from "./useModel";

const FIELDS = [
  "id",
  "key",
  "name",
  "class",
  "state",
  "operation",
  "source",
  "source_id",
  "verified_at",
] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
type Field = (typeof FIELDS)[number];

function isField(id: string): id is Field {
  return (FIELDS as readonly string[]).includes(id);
}

/** Names of fields, and of their values: the fields of every item are the product's words, the others the model's. */
export function useFieldNames(): {
  fieldName: (id: string) => string;
  valueName: (field: string, value: string) => string;
  /** The value of an attribute as people write it: yes, a day, a time span; others as they are. */
  attributeValue: (id: string, value: string) => string;
  /** Whether a field is an attribute, and none that every item has. */
  isAttribute: (id: string) => boolean;
} {
  const { t } = useTranslation();
  const words = useModel();
  const { day, duration, moment } = useFormats();
  const fieldName = useCallback(
    (id: string) => (isField(id) ? t(`field.${id}`) : words.attributeName(id)),
    [t, words],
  );
  const attributeValue = useCallback(
    (id: string, value: string) => {
      switch (words.attribute(id)?.type) {
        case "boolean":
          return value === "true" || value === "false" ? t(`common.is_${value}`) : value;
        case "date":
          // A day is that of whoever wrote it: with no time it would be one of UTC, and another one in the west.
          return DAY.test(value) ? day(`${value}T00:00`) : value;
        case "date_time":
          return moment(value);
        case "duration":
          return duration(value);
        default:
          return value;
      }
    },
    [t, words, day, duration, moment],
  );
  const valueName = useCallback(
    (field: string, value: string) => {
      if (field === "class") return words.className(value);
      if (field === "state") return words.stateName(value);
      if (field === "operation") return t(`operation.${value as OperationStatus}`);
      return field === "tier" ? t("common.tier", { tier: value }) : attributeValue(field, value);
    },
    [t, words, attributeValue],
  );
  return { fieldName, valueName, attributeValue, isAttribute: (id) => !isField(id) };
}
