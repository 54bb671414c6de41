import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { OutageItemLine, OutageView } from "@/bindings";
import { ItemLink } from "@/domains/item";
import { useModel } from "@/domains/model";
import { useTellAbout } from "@/shared/about";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Level } from "@/shared/Level";
import { Operation } from "@/shared/Operation";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { useSettings } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { OutageActs } from "./Acts";
import { Span } from "./Lines";
import { OutageState, PlannedMark } from "./marks";
import "./outage.css";

/** One outage: what was out from when to when, whom that hits, why, and everything that was recorded of it. */
export function OutageRecord({ id }: { id: string }) {
  const { data, error, refetch, isPlaceholderData } = useAsk("outage", { outage: id }, { keep: true });
  useTellAbout(data && !isPlaceholderData ? [`${data.outage.id} ${data.outage.title}`] : []);
  if (error) {
    return (
      <div className="page">
        <FailureView error={error} retry={() => void refetch()} />
      </div>
    );
  }
  if (!data) return <Waiting />;
  return (
    <div className="page">
      <Head view={data} />
      <Items view={data} />
      <Services view={data} />
      <Events view={data} />
    </div>
  );
}

function Head({ view }: { view: OutageView }) {
  const { t } = useTranslation();
  const { moment, sentence } = useFormats();
  const isLive = useSettings((settings) => settings.workingSet.kind === "live");
  const { outage } = view;
  const isPlanned = outage.planned ?? false;
  const agreed = isPlanned ? outage.announced : undefined;
  return (
    <header className="stack" style={{ gap: 8 }}>
      <div className="page-head">
        <h1>
          <span className="mono dim">{outage.id}</span> <bdi>{outage.title}</bdi>
        </h1>
        {isLive && <OutageActs view={view} />}
      </div>
      <p className="verdict said" role="status">
        {sentence(view.sentence)}
      </p>
      <div className="row wrap">
        <OutageState state={view.state} holds={view.holds} ahead={view.ahead} isOver={outage.to != null} />
        <PlannedMark planned={isPlanned} announced={agreed != null} />
        <span>
          <Span own={outage} />
        </span>
        {outage.change && (
          <a href={to(["changes", outage.change])}>
            {t(isPlanned ? "outages.in_change" : "outages.by_change", {
              change: `${outage.change} ${view.change_title ?? ""}`,
            })}
          </a>
        )}
      </div>
      {agreed && (
        <p className="dim" style={{ margin: 0 }}>
          {t("outages.agreed", {
            when: moment(agreed.at),
            from: moment(agreed.start),
            until: moment(agreed.end),
          })}{" "}
          {t("outages.announced_hint")}
        </p>
      )}
      {isPlanned && !agreed && (
        <p className="row dim" style={{ margin: 0, gap: 4 }}>
          <IconInfoCircle size={14} aria-hidden="true" /> {t("outages.not_agreed_hint")}
        </p>
      )}
      <dl className="facts">
        <div>
          <dt>{t("outages.cause")}</dt>
          <dd className="said">
            {outage.cause ? <bdi>{outage.cause}</bdi> : <span className="dim">{t("outages.no_cause")}</span>}
          </dd>
        </div>
        {view.cause_item && (
          <div>
            <dt>{t("outages.cause_item")}</dt>
            <dd>
              <ItemLink item={view.cause_item} withKey />
            </dd>
          </div>
        )}
      </dl>
    </header>
  );
}

function Items({ view }: { view: OutageView }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <Section title={t("outages.item_part")} count={number(view.items.length)} flush>
      <table className="plain outage">
        <thead>
          <tr>
            <th>{t("outages.level")}</th>
            <th>{t("field.name")}</th>
            <th>{t("field.class")}</th>
            <th>{t("outages.since")}</th>
            <th>{t("outages.until")}</th>
            <th className="number">{t("outages.record")}</th>
            <th>{t("outages.now")}</th>
          </tr>
        </thead>
        <tbody>
          {view.items.map((own) => (
            <Item key={`${own.id} ${own.since}`} own={own} id={view.outage.id} isAhead={view.ahead} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Item({ own, id, isAhead }: { own: OutageItemLine; id: string; isAhead: boolean }) {
  const { t } = useTranslation();
  const { moment, number } = useFormats();
  const { className } = useModel();
  return (
    <tr>
      <td>
        <Operation status={own.level} />
      </td>
      <td>
        <ItemLink item={own} withKey />
      </td>
      <td>{className(own.class)}</td>
      <td style={{ whiteSpace: "nowrap" }}>{moment(own.since)}</td>
      <td style={{ whiteSpace: "nowrap" }}>
        {own.until ? moment(own.until) : <span className="dim">{isAhead ? "–" : t("outages.lasting")}</span>}
      </td>
      <td className="number">{own.record != null && number(own.record)}</td>
      <td>
        <Operation status={own.operation} />
        {own.held_by && own.held_by !== id && (
          <a className="small mono" href={to(["outage", own.held_by])}>
            {t("outages.held_by", { id: own.held_by })}
          </a>
        )}
      </td>
    </tr>
  );
}

function Services({ view }: { view: OutageView }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <Section title={t("outages.services")} count={number(view.services.length)}>
      {view.services.length === 0 && (
        <p className="dim" style={{ margin: 0 }}>
          {t("outages.services_none")}
        </p>
      )}
      <ul className="bare">
        {view.services.map((own) => (
          <li key={own.id} className="row">
            <Level level={own.level} {...(own.own ? { own: true } : {})} />
            <ItemLink item={own} />
            {own.tier != null && <span className="dim">{t("common.tier", { tier: own.tier })}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Events({ view }: { view: OutageView }) {
  const { t } = useTranslation();
  const { moment, number, sentence } = useFormats();
  return (
    <Section title={t("outages.history")} count={number(view.events.length)} flush>
      <table className="plain outage">
        <thead>
          <tr>
            <th className="number">{t("outages.record")}</th>
            <th>{t("outages.when")}</th>
            <th>{t("outages.who")}</th>
            <th>{t("outages.what")}</th>
            <th>{t("outages.changed")}</th>
          </tr>
        </thead>
        <tbody>
          {view.events.map((own) => (
            <tr key={own.record}>
              <td className="number">
                <a href={to(["audit"], { text: view.outage.id })}>{number(own.record)}</a>
              </td>
              <td>
                <time dateTime={own.at}>{moment(own.at)}</time>
              </td>
              <td>
                <bdi>{own.actor}</bdi>
              </td>
              <td className="said">
                {own.what}
                {own.reason && (
                  <div className="dim">
                    <bdi>{own.reason}</bdi>
                  </div>
                )}
              </td>
              <td className="said">
                <ul className="bare">
                  {own.fields.map((field) => (
                    <li key={field.name}>
                      {field.name}: <bdi>{sentence(field.before) || "–"}</bdi> →{" "}
                      <bdi>{sentence(field.after) || "–"}</bdi>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
