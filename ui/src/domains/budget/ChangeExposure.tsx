import { IconAlertTriangle, IconCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Exposed, ExposedMinutes, ExposureSaid } from "@/bindings";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Level } from "@/shared/Level";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { Waiting } from "@/shared/Waiting";
import "./budget.css";

/** What a change uses of error budgets in its window: as planned and if it fails. */
export function ChangeExposure({ change }: { change: string }) {
  const { t } = useTranslation();
  const { number, sentence } = useFormats();
  const { data, error, refetch } = useAsk("change_exposure", { change }, { keep: true });
  if (error) return <FailureView error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  return (
    <Section
      title={t("budget.change")}
      {...(data.known ? { count: number(data.services.length) } : {})}
      flush
    >
      <p className="said" style={{ padding: "8px 12px", margin: 0 }} role="status">
        {sentence(data.sentence)}
        {data.spread && <span className="dim"> {data.spread}</span>}
      </p>
      {data.services.length > 0 && (
        <table className="plain budget">
          <thead>
            <tr>
              <th>{t("budget.service")}</th>
              <th>{t("budget.level")}</th>
              <th className="number">{t("budget.as_planned")}</th>
              <th className="number">{t("budget.before_after")}</th>
              <th className="number">{t("budget.if_it_fails")}</th>
              <th className="number">{t("budget.before_after")}</th>
              <th>{t("budget.status")}</th>
            </tr>
          </thead>
          <tbody>
            {data.services.map((own) => (
              <Line key={own.id} own={own} isSaid={own.sentence === data.sentence} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

/** A service in two rows: the figures, and what there is to say that the verdict has not said. */
function Line({ own, isSaid }: { own: ExposureSaid; isSaid: boolean }) {
  const { t } = useTranslation();
  const { sentence } = useFormats();
  return (
    <>
      <tr>
        <td>
          <a href={to(["items", own.key])}>
            <bdi>{own.name}</bdi>
          </a>
          {own.promised && <div className="dim small said">{own.promised}</div>}
        </td>
        <td>
          <Level level={own.level} />
          {own.stays && <div className="dim small">{t("budget.stays")}</div>}
        </td>
        <Uses exposed={own.planned} minutes={own.planned_minutes} />
        <Uses exposed={own.fails} minutes={own.fails_minutes} />
        <td>
          <Verdict own={own} />
        </td>
      </tr>
      <tr>
        <td colSpan={7} className="said dim small">
          {!isSaid && sentence(own.sentence)} {sentence(own.fails_sentence)}
        </td>
      </tr>
    </>
  );
}

function Uses({ exposed, minutes }: { exposed: Exposed; minutes: ExposedMinutes }) {
  const { t } = useTranslation();
  const isFree = exposed.exposed_ms > 0 && exposed.counted_ms === 0;
  return (
    <>
      <td className="number">
        {isFree
          ? t("budget.not_counted", { value: minutes.exposed })
          : t("budget.minutes", { value: minutes.counted })}
      </td>
      <td className="number">
        {minutes.left_before != null && minutes.left_after != null ? (
          <>
            {minutes.left_before} → <strong>{t("budget.minutes", { value: minutes.left_after })}</strong>
          </>
        ) : (
          <span className="dim">{t("budget.no_target")}</span>
        )}
      </td>
    </>
  );
}

function Verdict({ own }: { own: ExposureSaid }) {
  const { t } = useTranslation();
  const word = own.planned.budget?.over ? "over" : own.fails.budget?.over ? "over_fails" : "holds";
  const Icon = word === "holds" ? IconCircle : IconAlertTriangle;
  return (
    <span className="standing" data-standing={word}>
      <Icon size={14} aria-hidden="true" stroke={2.2} /> {t(`budget.${word}`)}
    </span>
  );
}
