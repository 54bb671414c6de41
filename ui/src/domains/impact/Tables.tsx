import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerView, ImpactedItem, ImpactReply } from "@/bindings";
import { ItemLink } from "@/domains/item";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { Level } from "@/shared/Level";
import { Operation } from "@/shared/Operation";
import { Section } from "@/shared/Section";

type OnWhy = (key: string) => void;

/** The four answers side by side; what could be reached is kept apart, for it is no impact. */
export function Answers({ reply }: { reply: ImpactReply }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { answers } = reply;
  const rows: [string, AnswerView][] = [
    [t("impact.as_planned"), answers.as_planned],
    [t("impact.if_it_fails"), answers.if_it_fails],
    [t("impact.without_assumed"), answers.without_assumed_redundancy],
  ];
  return (
    <Section title={t("impact.answers")} flush>
      <table className="plain answers">
        <thead>
          <tr>
            <th>{t("impact.answer")}</th>
            <th>{t("impact.services_down")}</th>
            <th>{t("impact.services_degraded")}</th>
            <th>{t("impact.services_at_risk")}</th>
            <th className="number">{t("impact.items_hit")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, answer]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <Named level="down" names={answer.services_down} />
              <Named level="degraded" names={answer.services_degraded} />
              <Named level="at_risk" names={answer.services_at_risk} />
              <td className="number">
                {[
                  answer.counts.down,
                  answer.counts.degraded,
                  answer.counts.at_risk_own + answer.counts.at_risk_inherited,
                ]
                  .map(number)
                  .join(" / ")}
              </td>
            </tr>
          ))}
          <tr className="dim">
            <th scope="row">{t("impact.could_be_reached")}</th>
            <td colSpan={3}>
              {t("impact.reach_services", { value: number(answers.services_could_be_reached) })}
            </td>
            <td className="number">{number(answers.could_be_reached)}</td>
          </tr>
        </tbody>
      </table>
    </Section>
  );
}

const NAMES_MAX = 3;

function Named({ level, names }: { level: "down" | "degraded" | "at_risk"; names: string[] }) {
  const { t } = useTranslation();
  if (names.length === 0) return <td className="dim">–</td>;
  const shown = names.slice(0, NAMES_MAX).join(", ");
  return (
    <td title={names.join(", ")}>
      <Level level={level} /> <strong>{names.length}</strong>{" "}
      <span className="dim">
        {shown}
        {names.length > NAMES_MAX && ` ${t("common.more", { value: names.length - NAMES_MAX })}`}
      </span>
    </td>
  );
}

interface HitProps {
  title: string;
  items: ImpactedItem[];
  total: number;
  onWhy: OnWhy;
  none: string;
}

/** Items that are hit, worst first; each says why. */
export function Hit({ title, items, total, onWhy, none }: HitProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { className } = useModel();
  return (
    <Section title={title} count={number(total)} flush>
      {items.length === 0 ? (
        <p className="dim" style={{ padding: "0 12px" }}>
          {none}
        </p>
      ) : (
        <table className="plain">
          <thead>
            <tr>
              <th>{t("map.level")}</th>
              <th>{t("field.name")}</th>
              <th>{t("field.class")}</th>
              <th className="number">{t("impact.tier")}</th>
              <th>
                <span className="hidden-but-read">{t("impact.why")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id}>
                <td>
                  <Level level={item.level} {...(item.own ? { own: true } : {})} />
                </td>
                <td>
                  <ItemLink item={item} />
                </td>
                <td>{className(item.class)}</td>
                <td className="number">{item.tier}</td>
                <td className="number">
                  <button
                    type="button"
                    className="as-link"
                    onClick={() => onWhy(item.key)}
                    aria-label={t("impact.why_of", { name: item.name })}
                  >
                    {t("impact.why")}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Rest shown={items.length} total={total} />
    </Section>
  );
}

function Rest({ shown, total }: { shown: number; total: number }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (total <= shown) return null;
  return (
    <p className="dim" style={{ padding: "6px 12px", margin: 0 }}>
      {t("common.of_total", { shown: number(shown), total: number(total) })}
    </p>
  );
}

/** What lost spares, fewest left first. */
export function Eroded({ reply, onWhy }: { reply: ImpactReply; onWhy: OnWhy }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (reply.eroded.length === 0) return null;
  return (
    <Section title={t("impact.eroded")} count={number(reply.totals.eroded)} flush spot="eroded">
      <table className="plain">
        <thead>
          <tr>
            <th>{t("field.name")}</th>
            <th>{t("item.group")}</th>
            <th>{t("item.needed")}</th>
            <th className="number">{t("impact.failed")}</th>
            <th className="number">{t("impact.spares")}</th>
            <th>
              <span className="hidden-but-read">{t("impact.why")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {reply.eroded.map((line) => (
            <tr key={`${line.id} ${line.requirement.name}`}>
              <td>
                <ItemLink item={line} />
              </td>
              <td>{line.group_name}</td>
              <td>{line.needs}</td>
              <td className="number">{number(line.members_down + line.members_degraded)}</td>
              <td className="number">
                {line.margin <= 0 ? (
                  <span className="level" data-level="at_risk">
                    {t("impact.no_spare", { value: number(line.margin) })}
                  </span>
                ) : (
                  number(line.margin)
                )}
              </td>
              <td className="number">
                <button
                  type="button"
                  className="as-link"
                  onClick={() => onWhy(line.key)}
                  aria-label={t("impact.why_of", { name: line.name })}
                >
                  {t("impact.why")}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Rest shown={reply.eroded.length} total={reply.totals.eroded} />
    </Section>
  );
}

/** What the verdict rests on, whom it concerns, and what was the matter before. */
export function Particulars({ reply }: { reply: ImpactReply }) {
  const { t } = useTranslation();
  const { totals } = reply;
  const { moment } = useFormats();
  return (
    <>
      <Lines title={t("impact.customers")} total={totals.customers} all={reply.customers}>
        {(one) => (
          <>
            <ItemLink item={one} /> <span className="dim">{t("impact.consumes")}</span>{" "}
            <ItemLink item={one.service} /> <Level level={one.level} />
          </>
        )}
      </Lines>
      <Lines
        title={t("impact.assumed")}
        total={totals.assumed}
        all={reply.assumed}
        note={t("impact.assumed_note")}
      >
        {(one) => (
          <>
            <ItemLink item={one} /> <Level level={one.level} />{" "}
            <span className="dim">{t("impact.without_it")}</span> <Level level={one.level_without} />
          </>
        )}
      </Lines>
      <Lines title={t("impact.lost_support")} total={totals.lost_support} all={reply.lost_support}>
        {(one) => (
          <>
            <ItemLink item={one} />{" "}
            <span className="dim">{one.failed.map((failed) => failed.name).join(", ")}</span>
          </>
        )}
      </Lines>
      <Lines title={t("impact.context")} total={totals.context} all={reply.context}>
        {(one) => (
          <>
            <ItemLink item={one} /> <Operation status={one.operation} />{" "}
            <span className="dim said">
              {one.since && t("item.since", { when: moment(one.since) })} {one.reason}
            </span>
          </>
        )}
      </Lines>
      <Lines title={t("impact.model_errors")} total={totals.model_errors} all={reply.model_errors}>
        {(one) => (
          <>
            <ItemLink item={one} /> <span className="said">{one.sentence}</span>
          </>
        )}
      </Lines>
    </>
  );
}

interface LinesProps<T> {
  title: string;
  total: number;
  all: T[];
  note?: string;
  children: (one: T) => ReactNode;
}

function Lines<T extends { id: string }>({ title, total, all, note, children }: LinesProps<T>) {
  const { number } = useFormats();
  if (total === 0) return null;
  return (
    <Section title={title} count={number(total)}>
      {note && (
        <p className="dim" style={{ marginTop: 0 }}>
          {note}
        </p>
      )}
      <ul className="bare">
        {all.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one item may stand here twice, and lines never move.
          <li key={`${one.id} ${place}`} className="row wrap">
            {children(one)}
          </li>
        ))}
      </ul>
      <Rest shown={all.length} total={total} />
    </Section>
  );
}
