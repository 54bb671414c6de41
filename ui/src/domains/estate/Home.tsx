import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Attention, Summary } from "@/bindings";
import { ClassIcon, useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { Waiting } from "@/shared/Waiting";
import "./home.css";

const LOG_LINES = 12;
const CLASSES_MAX = 14;

/** What needs somebody, and the estate at a glance; every number opens the list that it counts. */
export function Home() {
  const { data, error, refetch } = useAsk("estate_summary", {}, { keep: true });
  if (error) {
    return (
      <div className="page">
        <FailureView error={error} retry={() => void refetch()} />
      </div>
    );
  }
  return data ? <Page summary={data} /> : <Waiting />;
}

function Page({ summary }: { summary: Summary }) {
  const { t } = useTranslation();
  const { number, bytes, moment } = useFormats();
  const { estate } = summary;
  return (
    <div className="page">
      <header className="page-head">
        <h1>
          <bdi>{estate.name}</bdi>
        </h1>
        <span className="dim">
          <a href={to(["audit"])} style={{ textDecoration: "underline" }}>
            {t("common.record", { seq: number(estate.seq) })}
          </a>
          {estate.recorded_at && ` · ${moment(estate.recorded_at)}`} · {bytes(estate.size_bytes)}
        </span>
      </header>
      <div className="figures">
        <Figure href={to(["items"])} value={estate.items} name={t("home.items")} />
        <Figure href={to(["map"])} value={estate.relationships} name={t("home.relationships")} />
        <Figure href={to(["changes"])} value={summary.open_changes} name={t("home.open_changes")} />
        <Figure href={to(["baselines"])} value={summary.baselines} name={t("home.baselines")} />
      </div>
      <div className="home-grid">
        <div className="stack">
          <NeedsMe summary={summary} />
          <Log />
        </div>
        <div className="stack">
          <Classes summary={summary} />
          <States summary={summary} />
        </div>
      </div>
    </div>
  );
}

function Figure({ href, value, name }: { href?: string; value: number; name: string }) {
  const { number } = useFormats();
  const inside = (
    <>
      <strong>{number(value)}</strong>
      <span className="dim">{name}</span>
    </>
  );
  return href ? (
    <a className="figure panel" href={href}>
      {inside}
    </a>
  ) : (
    <div className="figure panel">{inside}</div>
  );
}

function NeedsMe({ summary }: { summary: Summary }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const words = useModel();
  const said = useAttention();
  const { learned_classes, learned_types } = summary.estate;
  const open = summary.changes.filter((count) => !count.final);
  const isQuiet =
    summary.attention.length + open.length + learned_classes.length + learned_types.length === 0;
  return (
    <Section title={t("home.needs_me")} flush>
      {isQuiet ? (
        <p className="row dim" style={{ padding: "8px 12px", margin: 0 }}>
          <IconCircleCheck size={15} aria-hidden="true" /> {t("home.quiet")}
        </p>
      ) : (
        <ul className="calls">
          {summary.attention.map((attention) => (
            <Call
              key={attention.filter}
              isUrgent={attention.kind === "not_in_service"}
              href={to(["items"], { filter: attention.filter })}
              count={attention.count}
            >
              <a href={to(["items"], { filter: attention.filter })}>{said(attention)}</a>
            </Call>
          ))}
          {open.map((count) => (
            <Call
              key={count.state}
              isUrgent={count.stale > 0}
              count={count.changes}
              href={to(["changes"], { state: count.state })}
            >
              <a href={to(["changes"], { state: count.state })}>
                {t("home.changes_in", { state: words.changeState(count.state) })}
              </a>
              {count.stale > 0 && (
                <span className="dim"> · {t("home.stale", { value: number(count.stale) })}</span>
              )}
            </Call>
          ))}
          {learned_classes.length > 0 && (
            <Call count={learned_classes.length} href={to(["types"])}>
              <a href={to(["types"])}>{t("home.learned_classes", { list: learned_classes.join(", ") })}</a>
            </Call>
          )}
          {learned_types.length > 0 && (
            <Call count={learned_types.length} href={to(["types", "relationships"])}>
              <a href={to(["types", "relationships"])}>
                {t("home.learned_types", { list: learned_types.join(", ") })}
              </a>
            </Call>
          )}
        </ul>
      )}
    </Section>
  );
}

interface CallProps {
  isUrgent?: boolean;
  count: number;
  /** The list that the number counts. */
  href: string;
  children: ReactNode;
}

function Call({ isUrgent, count, href, children }: CallProps) {
  const { number } = useFormats();
  const Icon = isUrgent ? IconAlertTriangle : IconInfoCircle;
  return (
    <li>
      <Icon size={15} aria-hidden="true" color={isUrgent ? "var(--degraded-line)" : "var(--dim)"} />
      <span className="grow">{children}</span>
      <a className="number" href={href}>
        {number(count)}
      </a>
    </li>
  );
}

function useAttention(): (attention: Attention) => string {
  const { t } = useTranslation();
  const words = useModel();
  return ({ kind, subject, tier }) => {
    if (kind === "not_in_service")
      return t("home.not_in_service", { operation: t(`operation.${subject as "degraded"}`) });
    if (kind === "flagged") return t("home.flagged", { state: words.stateName(subject) });
    return t("home.missing_value", { attribute: words.attributeName(subject), tier: tier ?? "" });
  };
}

function Classes({ summary }: { summary: Summary }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const words = useModel();
  const most = summary.estate.classes[0]?.items ?? 1;
  const shown = summary.estate.classes.slice(0, CLASSES_MAX);
  const rest = summary.estate.classes.slice(CLASSES_MAX);
  return (
    <Section title={t("home.by_type")} count={number(summary.estate.classes.length)}>
      <ul className="bars">
        {shown.map((count) => (
          <li key={count.class}>
            <a href={to(["items"], { filter: `class:${count.class}` })} className="row cut">
              <ClassIcon id={count.class} />
              <span className="cut">{words.className(count.class)}</span>
            </a>
            <span className="bar-track" aria-hidden="true">
              <span style={{ width: `${(100 * count.items) / most}%` }} />
            </span>
            <a className="number" href={to(["items"], { filter: `class:${count.class}` })}>
              {number(count.items)}
            </a>
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <p style={{ margin: "8px 0 0" }}>
          <a href={to(["types"])}>
            {t("home.other_types", {
              types: number(rest.length),
              items: number(rest.reduce((sum, count) => sum + count.items, 0)),
            })}
          </a>
        </p>
      )}
    </Section>
  );
}

function States({ summary }: { summary: Summary }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const words = useModel();
  return (
    <Section title={t("home.by_status")}>
      <div className="row wrap">
        {summary.estate.states.map((count) => (
          <a key={count.state} className="tag" href={to(["items"], { filter: `state:${count.state}` })}>
            {words.stateName(count.state)} <strong>{number(count.items)}</strong>
          </a>
        ))}
      </div>
    </Section>
  );
}

function Log() {
  const { t } = useTranslation();
  const { moment, number } = useFormats();
  const { data } = useAsk("log", { limit: LOG_LINES });
  if (!data) return <Waiting />;
  return (
    <Section
      title={t("home.records")}
      count={number(data.seq)}
      actions={<a href={to(["audit"])}>{t("home.all_records")}</a>}
      flush
    >
      <table className="plain">
        <thead>
          <tr>
            <th className="number">{t("home.record")}</th>
            <th>{t("home.when")}</th>
            <th>{t("home.kind")}</th>
            <th>{t("home.who")}</th>
            <th>{t("common.reason")}</th>
          </tr>
        </thead>
        <tbody>
          {data.commits.map((commit) => (
            <tr key={commit.seq}>
              <td className="number">
                {commit.operations > 0 && commit.seq > 1 ? (
                  <a href={to(["baselines", "compare"], { from: commit.seq - 1, to: commit.seq })}>
                    {number(commit.seq)}
                  </a>
                ) : (
                  number(commit.seq)
                )}
              </td>
              <td style={{ whiteSpace: "nowrap" }}>{moment(commit.recorded_at)}</td>
              <td style={{ whiteSpace: "nowrap" }}>{t(`record_kind.${commit.kind}`)}</td>
              <td>
                <bdi>{commit.actor}</bdi>
              </td>
              <td className="said">
                {commit.change && (
                  <>
                    <a href={to(["changes", commit.change])}>{commit.change}</a>{" "}
                  </>
                )}
                <bdi>{commit.said ?? commit.reason}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
