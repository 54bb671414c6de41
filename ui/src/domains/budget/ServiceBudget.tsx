import { useTranslation } from "react-i18next";
import type { BudgetOutage, BudgetSaid } from "@/bindings";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Level, useLevelWord } from "@/shared/Level";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import "./budget.css";
import { Standing } from "./Standing";

/** The error budget of one service: what is promised, what was used, what is left, and what used it. */
export function ServiceBudget({ service }: { service: string }) {
  const { t } = useTranslation();
  const set = useWorkingSet();
  const { data, error, refetch } = useAsk("error_budgets", { ...set, services: [service] }, { keep: true });
  if (error) {
    return (
      <Section title={t("budget.title")}>
        <FailureView error={error} retry={() => void refetch()} />
      </Section>
    );
  }
  const own = data?.budgets[0];
  const reason = data?.without[0]?.sentence;
  return (
    <Section title={t("budget.title")} actions={own && <Standing left={own.left_ms} />}>
      {!data && <Waiting />}
      {reason && (
        <p className="dim said" style={{ margin: 0 }}>
          {reason}
        </p>
      )}
      {own && <Budget own={own} />}
    </Section>
  );
}

function Budget({ own }: { own: BudgetSaid }) {
  const { t } = useTranslation();
  const { moment, number } = useFormats();
  const { minutes } = own;
  const figures = [
    ["allowed", minutes.budget],
    ["used", minutes.used],
    ["left", minutes.left],
  ] as const;
  return (
    <>
      <p className="said" style={{ marginTop: 0 }} role="status">
        {own.sentence}
      </p>
      <dl className="budget-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`budget.${name}`)}</dt>
            <dd>{t("budget.minutes", { value })}</dd>
          </div>
        ))}
      </dl>
      <div className="said">
        <bdi>{own.promised}</bdi>
      </div>
      <div className="dim small">
        {t("budget.span", { from: moment(own.start), until: moment(own.end) })} ·{" "}
        {t("budget.used_of", { unplanned: minutes.unplanned, planned: minutes.planned })}
      </div>
      <ul className="budget-notes dim small">
        {own.notes.map((note) => (
          <li key={note} className="said">
            {note}
          </li>
        ))}
      </ul>
      {own.outages.length === 0 ? (
        <p className="dim" style={{ marginBottom: 0 }}>
          {t("budget.no_outages")}
        </p>
      ) : (
        <div className="scroll-x">
          <table className="plain budget" aria-label={t("budget.outages")}>
            <thead>
              <tr>
                <th>{t("budget.when")}</th>
                <th>{t("budget.level")}</th>
                <th className="number">{t("budget.counts")}</th>
                <th>{t("budget.because")}</th>
              </tr>
            </thead>
            <tbody>
              {own.outages.map((outage, place) => (
                <Outage key={outage.start} outage={outage} minutes={minutes.outages[place] ?? "0"} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {own.outages_total > own.outages.length && (
        <p className="dim">
          {t("budget.outages_first", {
            shown: number(own.outages.length),
            total: number(own.outages_total),
          })}
        </p>
      )}
    </>
  );
}

function Outage({ outage, minutes }: { outage: BudgetOutage; minutes: string }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const levelWord = useLevelWord();
  return (
    <tr>
      <td>
        <time dateTime={outage.start}>{moment(outage.start)}</time>
        <div className="dim small">
          {outage.goes_on ? t("budget.goes_on") : <time dateTime={outage.end}>{moment(outage.end)}</time>}
        </div>
      </td>
      <td>
        <Level level={outage.level} />
        {outage.planned !== "unaffected" && (
          <div className="dim small">{t("budget.planned_alone", { level: levelWord(outage.planned) })}</div>
        )}
      </td>
      <td className="number">{t("budget.minutes", { value: minutes })}</td>
      <td>
        <ul className="bare">
          {outage.causes.map((cause) => (
            <li key={cause.id}>
              <a href={to(["items", cause.key])}>
                <bdi>{cause.name}</bdi>
              </a>
              {cause.record != null && (
                <>
                  {" · "}
                  <a href={to(["audit"], { text: cause.reason ?? "" })}>
                    {t("budget.record", { seq: cause.record })}
                  </a>
                </>
              )}
              {cause.reason && (
                <>
                  {": "}
                  <bdi className="dim">{cause.reason}</bdi>
                </>
              )}
              {cause.outage && (
                <>
                  {" · "}
                  <a className="mono" href={to(["outage", cause.outage])}>
                    {cause.outage}
                  </a>
                </>
              )}
              {cause.change && (
                <>
                  {" · "}
                  <a className="mono" href={to(["changes", cause.change])}>
                    {cause.change}
                  </a>
                </>
              )}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
