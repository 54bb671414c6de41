import { Panel } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { Level } from "@/shared/Level";

const LEVELS = ["down", "degraded", "at_risk", "unaffected"] as const;

/** What the marks mean, and which way a line runs. */
export function Legend() {
  const { t } = useTranslation();
  return (
    <Panel position="bottom-left" className="map-legend">
      <details>
        <summary>{t("map.legend")}</summary>
        <ul>
          {LEVELS.map((level) => (
            <li key={level}>
              <Level level={level} />
            </li>
          ))}
          <li>
            <Level level="down" context />
          </li>
          <li>
            <span className="legend-ring" aria-hidden="true" /> {t("map.legend_root")}
          </li>
          <li>
            <span className="legend-stack" aria-hidden="true" /> {t("map.legend_group")}
          </li>
          <li>
            <span aria-hidden="true">→</span> {t("map.legend_arrow")}
          </li>
          <li>
            <span aria-hidden="true">↓</span> {t("map.legend_down")}
          </li>
          <li>
            <span aria-hidden="true">┄</span> {t("map.legend_weak")}
          </li>
        </ul>
      </details>
    </Panel>
  );
}
