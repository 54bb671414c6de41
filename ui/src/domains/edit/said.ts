import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useModel } from "@/domains/model";
import type { Staged } from "./staged";

/** Returns how a staged edit is said before the estate has looked at it. */
export function useSaid(): (staged: Staged) => string {
  const { t } = useTranslation();
  const words = useModel();
  return useCallback(
    ({ name, words: edit }) => {
      switch (edit.op) {
        case "set": {
          const own = edit.field === "name" || edit.field === "state";
          const field = own ? t(`field.${edit.field as "name" | "state"}`) : words.attributeName(edit.field);
          const value = edit.field === "state" ? words.stateName(edit.value) : edit.value;
          return `${name}, ${field} → ${value || "–"}`;
        }
        case "retire":
          return t("relate.retire_of", { name });
        case "connect":
        case "disconnect":
          return t(`relate.${edit.op}_of`, {
            from: edit.from,
            relation: words.relationName(edit.type, "outgoing"),
            to: edit.to,
          });
        case "need":
          return t("relate.need_of", {
            name,
            group: edit.group.replace(/^@/, ""),
            value: edit.min_up ?? "–",
          });
        default:
          return name;
      }
    },
    [t, words],
  );
}
