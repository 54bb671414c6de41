import { useTranslation } from "react-i18next";
import type { OutageEntry } from "@/bindings";
import { useFormats } from "@/shared/format";
import { Operation } from "@/shared/Operation";
import { to } from "@/shared/route";
import { OutageState, PlannedMark } from "./marks";

/** Outages as a table: how far each has come, what is out from when to when, and which change it belongs to. */
export function OutageLines({ outages }: { outages: OutageEntry[] }) {
  const { t } = useTranslation();
  return (
    <table className="plain outage">
      <thead>
        <tr>
          <th>{t("outages.state")}</th>
          <th>{t("outages.name")}</th>
          <th>{t("outages.items")}</th>
          <th>{t("outages.span")}</th>
          <th>{t("outages.planned")}</th>
          <th>{t("outages.change")}</th>
        </tr>
      </thead>
      <tbody>
        {outages.map((own) => (
          <Line key={own.id} own={own} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ own }: { own: OutageEntry }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const rest = own.count - own.items.length;
  return (
    <tr>
      <td>
        <OutageState
          state={own.said ?? own.state}
          holds={own.holds ?? false}
          ahead={own.ahead ?? false}
          isOver={own.to != null}
        />
      </td>
      <td>
        <a href={to(["outage", own.id])}>
          <bdi>{own.title}</bdi>
        </a>
        <div className="dim small mono">{own.id}</div>
      </td>
      <td>
        <Operation status={own.worst} />
        <div className="small">
          <bdi>{own.items.map((item) => item.name).join(", ")}</bdi>
          {rest > 0 && <span className="dim"> {t("outages.more_items", { value: number(rest) })}</span>}
        </div>
      </td>
      <td>
        <Span own={own} />
      </td>
      <td>
        <PlannedMark planned={own.planned ?? false} announced={own.announced ?? false} />
      </td>
      <td className="mono">{own.change && <a href={to(["changes", own.change])}>{own.change}</a>}</td>
    </tr>
  );
}

/** From when to when; what is only expected says so. */
export function Span({ own }: { own: Pick<OutageEntry, "from" | "to" | "expected_end"> }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  return (
    <>
      <time dateTime={own.from} style={{ whiteSpace: "nowrap" }}>
        {moment(own.from)}
      </time>{" "}
      –{" "}
      {own.to ? (
        <time dateTime={own.to} style={{ whiteSpace: "nowrap" }}>
          {moment(own.to)}
        </time>
      ) : (
        own.expected_end && (
          <span className="dim">{t("outages.expected", { when: moment(own.expected_end) })}</span>
        )
      )}
    </>
  );
}
