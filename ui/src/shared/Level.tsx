import {
  IconAlertOctagonFilled,
  IconCircle,
  IconShieldHalfFilled,
  IconTriangleInvertedFilled,
} from "@tabler/icons-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

export type LevelName = "unaffected" | "at_risk" | "degraded" | "down";

const ICONS = {
  down: IconAlertOctagonFilled,
  degraded: IconTriangleInvertedFilled,
  at_risk: IconShieldHalfFilled,
  unaffected: IconCircle,
};

export function LevelIcon({ level, size = 13 }: { level: LevelName; size?: number }) {
  const Icon = ICONS[level];
  return <Icon size={size} aria-hidden="true" stroke={2.2} />;
}

/** Returns the word for a level. */
export function useLevelWord(): (level: LevelName, own?: boolean) => string {
  const { t } = useTranslation();
  return useCallback(
    (level, own) => (level === "at_risk" && own ? t("level.at_risk_own") : t(`level.${level}`)),
    [t],
  );
}

/** A level: icon, word and colour, so that none of the three carries it alone. */
export function Level({ level, own, context }: { level: LevelName; own?: boolean; context?: boolean }) {
  const { t } = useTranslation();
  const word = useLevelWord()(level, own);
  return (
    <span className="level" data-level={level} data-context={context === true}>
      <LevelIcon level={level} />
      {context ? t("level.already", { level: word }) : word}
    </span>
  );
}
