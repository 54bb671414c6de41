import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { OperationStatus } from "@/bindings";
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
type Field = (typeof FIELDS)[number];

function isField(id: string): id is Field {
  return (FIELDS as readonly string[]).includes(id);
}

/** Names of fields, and of their values: the fields of every item are the product's words, the others the model's. */
export function useFieldNames(): {
  fieldName: (id: string) => string;
  valueName: (field: string, value: string) => string;
  /** Whether a field is an attribute, and none that every item has. */
  isAttribute: (id: string) => boolean;
} {
  const { t } = useTranslation();
  const words = useModel();
  const fieldName = useCallback(
    (id: string) => (isField(id) ? t(`field.${id}`) : words.attributeName(id)),
    [t, words],
  );
  const valueName = useCallback(
    (field: string, value: string) => {
      if (field === "class") return words.className(value);
      if (field === "state") return words.stateName(value);
      if (field === "operation") return t(`operation.${value as OperationStatus}`);
      return field === "tier" ? t("common.tier", { tier: value }) : value;
    },
    [t, words],
  );
  return { fieldName, valueName, isAttribute: (id) => !isField(id) };
}
