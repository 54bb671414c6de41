import { IconAlertTriangle, IconGauge } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useModel } from "@/domains/model";

/** The band of risk, by its word; where no heading says so, it says that it is of risk. */
export function Band({ band, alone }: { band: string; alone?: boolean }) {
  const { t } = useTranslation();
  const words = useModel();
  const word = words.bandName(band);
  return (
    <span className="tag band" data-band={band}>
      <IconGauge size={13} aria-hidden="true" /> {alone ? t("change.risk_band", { band: word }) : word}
    </span>
  );
}

/** The state of a change; decisions that no longer stand are said beside it. */
export function StateTag({ state, stale }: { state: string; stale?: boolean }) {
  const { t } = useTranslation();
  const words = useModel();
  return (
    <span className="row wrap" style={{ gap: 4 }}>
      <span className="tag">{words.changeState(state)}</span>
      {stale && (
        <span className="level" data-level="at_risk">
          <IconAlertTriangle size={12} aria-hidden="true" />
          {t("change.stale")}
        </span>
      )}
    </span>
  );
}
