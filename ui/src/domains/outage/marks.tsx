import { IconBan, IconCalendarClock, IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

interface StateProps {
  /** Its word. */
  state: string;
  holds: boolean;
  ahead: boolean;
  /** It came about and is over. */
  isOver: boolean;
}

/** How far an outage has come: icon and word. */
export function OutageState({ state, holds, ahead, isOver }: StateProps) {
  const Icon = holds ? IconCircleX : ahead ? IconCalendarClock : isOver ? IconCircleCheck : IconBan;
  return (
    <span className="row" style={{ gap: 4, whiteSpace: "nowrap" }}>
      <Icon size={14} aria-hidden="true" color={holds ? "var(--down-line)" : "var(--dim)"} />
      <span>{state}</span>
    </span>
  );
}

/** Whether it is planned, and whether that was announced in time: only then does it count. */
export function PlannedMark({ planned, announced }: { planned: boolean; announced: boolean }) {
  const { t } = useTranslation();
  const word = planned ? (announced ? "announced" : "called_planned") : "unplanned";
  return <span className={planned ? "tag" : "dim"}>{t(`outages.${word}`)}</span>;
}
