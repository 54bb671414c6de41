import { useTranslation } from "react-i18next";
import type { Contact, ContractView, OutItem, ServiceOut, SheetReply } from "@/bindings";
import { Budgets } from "@/domains/budget";
import { ItemLink } from "@/domains/item";
import { SaveReport } from "@/domains/jobs";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Level } from "@/shared/Level";
import { Operation } from "@/shared/Operation";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { Causes } from "./Causes";
import "./outage.css";
import { Parts } from "./Parts";
import { Recent } from "./Recent";
import { Waves } from "./Waves";

/** What is needed at three in the morning: who is hit since when, who can help, what changed, and what comes up first. */
export function Outage() {
  const set = useWorkingSet();
  const { data, error, refetch } = useAsk("outage_sheet", set, { keep: true });
  if (error) {
    return (
      <div className="page">
        <FailureView error={error} retry={() => void refetch()} />
      </div>
    );
  }
  return data ? <Sheet sheet={data} /> : <Waiting />;
}

function Sheet({ sheet }: { sheet: SheetReply }) {
  const { t } = useTranslation();
  const { number, moment } = useFormats();
  const set = useWorkingSet();
  const isQuiet = sheet.out_total === 0;
  return (
    <div className="page">
      <Parts part="sheet" />
      <header className="page-head">
        <h1>{t("outage.title")}</h1>
        <SaveReport
          ask={{ name: "outage_save", request: set }}
          file="outage"
          label={t("outage.save")}
          title={t("outage.save_title")}
        />
      </header>
      <p className="verdict said" role="status">
        {sheet.sentence}
      </p>
      {isQuiet && <p className="dim">{t("outage.quiet")}</p>}
      {!isQuiet && (
        <>
          <Services sheet={sheet} />
          <Out sheet={sheet} />
          <Waves sheet={sheet} />
          <Recent sheet={sheet} />
        </>
      )}
      <Budgets />
      <Causes reported={sheet.out.map((own) => own.key)} />
      <footer className="dim">
        {t("common.record", { seq: number(sheet.seq) })} · {t("outage.as_of", { when: moment(sheet.now) })}
      </footer>
    </div>
  );
}

function Services({ sheet }: { sheet: SheetReply }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (sheet.services.length === 0) return null;
  return (
    <Section title={t("outage.services")} count={number(sheet.services_total)} flush>
      <table className="plain outage">
        <thead>
          <tr>
            <th>{t("map.level")}</th>
            <th>{t("outage.service")}</th>
            <th>{t("outage.since")}</th>
            <th>{t("outage.rto")}</th>
            <th>{t("outage.owner")}</th>
            <th>{t("outage.support")}</th>
            <th>{t("outage.contract")}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.services.map((own) => (
            <Service key={own.id} own={own} now={sheet.now} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Service({ own, now }: { own: ServiceOut; now: string }) {
  const { t } = useTranslation();
  const customers = own.customers ?? [];
  return (
    <tr>
      <td>
        <Level level={own.level} {...(own.own ? { own: true } : {})} />
      </td>
      <td>
        <ItemLink item={own} />
        <div className="dim small">
          {own.tier != null && t("outage.tier", { value: own.tier })}
          {customers.length > 0 && (
            <>
              {own.tier != null && " · "}
              {t("outage.customers")} <bdi>{customers.map((customer) => customer.name).join(", ")}</bdi>
            </>
          )}
        </div>
      </td>
      <td>
        <Since since={own.since} now={now} />
      </td>
      <td>
        <Objective own={own} />
      </td>
      <td>
        <Reach contact={own.owner} />
      </td>
      <td>
        <Reach contact={own.support} />
      </td>
      <td>
        <Contracts contracts={own.contracts ?? []} />
      </td>
    </tr>
  );
}

function Since({ since, now }: { since?: string | null | undefined; now: string }) {
  const { t } = useTranslation();
  const { moment, span } = useFormats();
  if (!since) return <span className="dim">{t("outage.since_unknown")}</span>;
  const minutes = (Date.parse(now) - Date.parse(since)) / 60_000;
  return (
    <>
      <time dateTime={since}>{moment(since)}</time>
      <div className="dim small">{t("outage.for", { time: span(minutes) })}</div>
    </>
  );
}

function Objective({ own }: { own: ServiceOut }) {
  const { t } = useTranslation();
  const { span } = useFormats();
  if (own.rto == null) return <span className="dim">{t("outage.no_rto")}</span>;
  const of = <div className="dim small">{t("outage.rto_of", { time: span(own.rto) })}</div>;
  if (own.rto_left == null) return of;
  const isOver = own.rto_left < 0;
  return (
    <>
      <strong className={isOver ? "overdue" : undefined}>
        {t(isOver ? "outage.rto_over" : "outage.rto_left", { time: span(own.rto_left) })}
      </strong>
      {of}
    </>
  );
}

/** Somebody, and how to reach them. */
function Reach({ contact }: { contact?: Contact | null | undefined }) {
  if (!contact) return <span className="dim">–</span>;
  return (
    <>
      {contact.key ? (
        <a href={to(["items", contact.key])}>
          <bdi>{contact.name}</bdi>
        </a>
      ) : (
        <bdi>{contact.name}</bdi>
      )}
      {(contact.telephone || contact.on_call) && (
        <div className="small">
          {contact.telephone && (
            <strong className="telephone">
              <bdi>{contact.telephone}</bdi>
            </strong>
          )}{" "}
          {contact.on_call && <bdi className="dim">{contact.on_call}</bdi>}
        </div>
      )}
    </>
  );
}

function Contracts({ contracts }: { contracts: ContractView[] }) {
  if (contracts.length === 0) return <span className="dim">–</span>;
  return contracts.map((own) => (
    <div key={own.id}>
      <a href={to(["items", own.key])}>
        <bdi>{own.name}</bdi>
      </a>
      <div className="dim small">
        {[own.reference, own.target ? `${own.target} %` : null].filter(Boolean).join(" · ")}
      </div>
      {own.supplier && (
        <div className="small">
          <bdi>{own.supplier.name}</bdi>{" "}
          <strong className="telephone">
            <bdi>{own.supplier.telephone}</bdi>
          </strong>
        </div>
      )}
    </div>
  ));
}

function Out({ sheet }: { sheet: SheetReply }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <Section title={t("outage.out")} count={number(sheet.out_total)} flush>
      <table className="plain outage">
        <thead>
          <tr>
            <th>{t("field.operation")}</th>
            <th>{t("field.name")}</th>
            <th>{t("outage.since")}</th>
            <th>{t("outage.reason")}</th>
            <th>{t("outage.support")}</th>
            <th>{t("outage.contract")}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.out.map((own) => (
            <Item key={own.id} own={own} now={sheet.now} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Item({ own, now }: { own: OutItem; now: string }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  return (
    <tr>
      <td>
        <Operation status={own.operation} />
      </td>
      <td>
        <ItemLink item={own} withKey />
      </td>
      <td>
        <Since since={own.since} now={now} />
      </td>
      <td className="said">
        <bdi>{own.reason}</bdi>
        {own.record && (
          <div className="small">
            <a className="mono" href={to(["outage", own.record])}>
              {own.record}
            </a>
          </div>
        )}
        {own.expected_end && (
          <div className="dim small">{t("outage.expected", { when: moment(own.expected_end) })}</div>
        )}
      </td>
      <td>
        <Reach contact={own.support ?? own.owner} />
      </td>
      <td>
        <Contracts contracts={own.contracts ?? []} />
      </td>
    </tr>
  );
}
