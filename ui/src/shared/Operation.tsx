import { IconCircleCheck, IconCircleX, IconTriangleInverted } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

export type OperationName = "in_service" | "degraded" | "out_of_service";

const ICONS = { in_service: IconCircleCheck, degraded: IconTriangleInverted, out_of_service: IconCircleX };
const COLOURS = {
  in_service: "var(--dim)",
  degraded: "var(--degraded-line)",
  out_of_service: "var(--down-line)",
};

/** Whether an item works: icon and word; what works is quiet. */
export function OperationMark({ status, word }: { status: OperationName; word: string }) {
  const Icon = ICONS[status];
  return (
    <span className="row" style={{ gap: 4, whiteSpace: "nowrap" }}>
      <Icon size={13} aria-hidden="true" color={COLOURS[status]} />
      <span className={status === "in_service" ? "dim" : ""}>{word}</span>
    </span>
  );
}

export function Operation({ status }: { status: OperationName }) {
  const { t } = useTranslation();
  return <OperationMark status={status} word={t(`operation.${status}`)} />;
}
