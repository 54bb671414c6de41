import { IconAlertTriangle, IconCircle, IconCircleHalf2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const ICONS = { overdrawn: IconAlertTriangle, spent: IconCircleHalf2, holds: IconCircle };

/** How a budget stands: icon and word. */
export function Standing({ left }: { left: number }) {
  const { t } = useTranslation();
  const word = left < 0 ? "overdrawn" : left === 0 ? "spent" : "holds";
  const Icon = ICONS[word];
  return (
    <span className="standing" data-standing={word}>
      <Icon size={14} aria-hidden="true" stroke={2.2} /> {t(`budget.${word}`)}
    </span>
  );
}
