import { IconPencil } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ItemDetails } from "@/bindings";
import { useFieldNames } from "./names";

export interface PlannedValueProps {
  data: ItemDetails;
  field: string;
  /** The value as the working set has it. */
  children: ReactNode;
}

/** A value; inside a change that makes it another, marked as planned, with the value of the estate as it is beside it. */
export function PlannedValue({ data, field, children }: PlannedValueProps) {
  const { t } = useTranslation();
  const { valueName } = useFieldNames();
  const change = data.planned?.[field];
  if (!change) return children;
  return (
    <span className="planned-value">
      <ins>
        <IconPencil size={12} aria-hidden="true" />
        <span className="hidden-but-read">{t("item.planned_value")}</span>
        {change.after ? children : t("item.planned_none")}
      </ins>
      <span className="dim">
        {t("item.live_value")}{" "}
        <bdi>{change.before ? valueName(field, change.before) : t("item.planned_none")}</bdi>
      </span>
    </span>
  );
}
