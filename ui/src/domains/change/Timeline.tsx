import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeLine } from "@/bindings";
import { useModel } from "@/domains/model";
import { Empty } from "@/shared/Empty";
import { useFormats } from "@/shared/format";
import { useKeys } from "@/shared/keys";
import { to } from "@/shared/route";
import { StateTag } from "./marks";
import { lanesOf, later, marksOf, type Period, periodOf, SPANS, type Span, shareOf } from "./spans";

const LANE = 34;

interface Windowed {
  id: string;
  change: ChangeLine;
  start: number;
  end: number;
}

export interface TimelineProps {
  changes: ChangeLine[];
  span: Span;
  /** The moment whose period is shown. */
  at: Date;
  onMove: (some: { span?: Span; at?: Date }) => void;
  now?: Date;
}

/** When changes are done: each window a bar that opens its change; what overlaps lies in lanes, and is listed too. */
export function Timeline({ changes, span, at, onMove, now = new Date() }: TimelineProps) {
  const { t, i18n } = useTranslation();
  const { number, moment } = useFormats();
  const period = useMemo(() => periodOf(span, at), [span, at]);
  const all = useMemo(
    () =>
      changes.flatMap((change): Windowed[] =>
        change.window
          ? [
              {
                id: change.id,
                change,
                start: Date.parse(change.window.start),
                end: Date.parse(change.window.end),
              },
            ]
          : [],
      ),
    [changes],
  );
  const shown = all.filter((own) => own.start < period.end.getTime() && own.end > period.start.getTime());
  const move = (count: number) => onMove({ at: later(span, period.start, count) });
  useKeys({ "[": () => move(-1), "]": () => move(1) });
  const heading = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : i18n.language, {
    dateStyle: "long",
  }).formatRange(period.start, new Date(period.end.getTime() - 1));
  if (all.length === 0) return <Empty>{t("board.never")}</Empty>;
  return (
    <section className="panel" aria-label={t("board.timeline")}>
      <header>
        <div className="row wrap grow">
          <ActionIcon aria-label={t("board.before")} title="[" onClick={() => move(-1)}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <ActionIcon aria-label={t("board.after")} title="]" onClick={() => move(1)}>
            <IconChevronRight size={16} />
          </ActionIcon>
          <h2>
            <span role="status">
              {heading} <span className="dim">· {t("board.windows", { value: number(shown.length) })}</span>
            </span>
          </h2>
        </div>
        <Button variant="default" onClick={() => onMove({ at: now })}>
          {t("board.today")}
        </Button>
        <SegmentedControl
          aria-label={t("board.span")}
          data={SPANS.map((value) => ({ value, label: t(`board.${value}`) }))}
          value={span}
          onChange={(value) => onMove({ span: value as Span })}
        />
      </header>
      <Drawing period={period} span={span} windows={shown} now={now} />
      {shown.length > 0 && <Listed windows={shown} />}
      {shown.length === 0 && <Elsewhere all={all} period={period} say={moment} onMove={onMove} />}
    </section>
  );
}

interface DrawingProps {
  period: Period;
  span: Span;
  windows: Windowed[];
  now: Date;
}

function Drawing({ period, span, windows, now }: DrawingProps) {
  const { t, i18n } = useTranslation();
  const { moment } = useFormats();
  const words = useModel();
  const language = i18n.language === "en" ? "en-GB" : i18n.language;
  const placed = lanesOf(windows);
  const lanes = Math.max(1, ...placed.map((own) => own.lane + 1));
  const format = new Intl.DateTimeFormat(
    language,
    span === "day"
      ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
      : span === "week"
        ? { weekday: "short", day: "numeric" }
        : { day: "numeric" },
  );
  const here = shareOf(period, { start: now.getTime(), end: now.getTime() }).left;
  return (
    <div className="timeline scroll-x">
      <div className="timeline-time" style={{ height: lanes * LANE + 36 }}>
        <div aria-hidden="true">
          {marksOf(span, period).map((mark) => (
            <span
              key={mark.getTime()}
              className="timeline-mark"
              data-rest={span !== "day" && (mark.getDay() === 0 || mark.getDay() === 6)}
              style={{ left: `${shareOf(period, { start: mark.getTime(), end: mark.getTime() }).left}%` }}
            >
              {format.format(mark)}
            </span>
          ))}
          {now >= period.start && now < period.end && (
            <span className="timeline-now" style={{ left: `${here}%` }} title={t("board.now")} />
          )}
        </div>
        <ol className="bare" aria-label={t("board.list_of_windows")}>
          {placed.map(({ own, lane, overlaps }) => {
            const { left, width } = shareOf(period, own);
            const { change } = own;
            const name = t("board.bar", {
              id: change.id,
              title: change.title,
              state: words.changeState(change.state),
              start: moment(change.window?.start ?? ""),
              end: moment(change.window?.end ?? ""),
            });
            const also = overlaps.length > 0 ? `, ${t("board.overlap", { list: overlaps.join(", ") })}` : "";
            return (
              <li key={change.id}>
                <a
                  className="timeline-bar"
                  data-band={change.risk}
                  data-overlaps={overlaps.length > 0}
                  href={to(["changes", change.id])}
                  aria-label={name + also}
                  title={name + also}
                  style={{ left: `${left}%`, width: `${width}%`, top: lane * LANE + 30 }}
                >
                  <span className="mono">{change.id}</span> <bdi>{change.title}</bdi>
                </a>
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}

/** The same windows as a table: a bar of an hour in a month cannot be read. */
function Listed({ windows }: { windows: Windowed[] }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  return (
    <div className="scroll-x">
      <table className="plain">
        <thead>
          <tr>
            <th>{t("change.from")}</th>
            <th>{t("change.until")}</th>
            <th>{t("shell.changes")}</th>
            <th>{t("field.state")}</th>
            <th>{t("board.at_once")}</th>
          </tr>
        </thead>
        <tbody>
          {lanesOf(windows).map(({ own: { change }, overlaps }) => (
            <tr key={change.id}>
              <td style={{ whiteSpace: "nowrap" }}>{moment(change.window?.start ?? "")}</td>
              <td style={{ whiteSpace: "nowrap" }}>{moment(change.window?.end ?? "")}</td>
              <td>
                <a href={to(["changes", change.id])}>
                  <span className="mono">{change.id}</span> <bdi>{change.title}</bdi>
                </a>
              </td>
              <td>
                <StateTag state={change.state} stale={change.stale} />
              </td>
              <td className="mono">{overlaps.join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ElsewhereProps {
  all: Windowed[];
  period: Period;
  say: (value: string) => string;
  onMove: TimelineProps["onMove"];
}

/** Where the nearest windows are, when there is none in sight. */
function Elsewhere({ all, period, say, onMove }: ElsewhereProps) {
  const { t } = useTranslation();
  const sorted = [...all].sort((one, other) => one.start - other.start);
  const next = sorted.find((own) => own.start >= period.end.getTime());
  const last = sorted.findLast((own) => own.end <= period.start.getTime());
  const door = (own: Windowed | undefined, word: "next_window" | "last_window") =>
    own && (
      <Button key={word} variant="default" onClick={() => onMove({ at: new Date(own.start) })}>
        {t(`board.${word}`, { when: say(own.change.window?.start ?? "") })}
      </Button>
    );
  return (
    <Empty
      action={
        <div className="row wrap" style={{ justifyContent: "center" }}>
          {door(last, "last_window")}
          {door(next, "next_window")}
        </div>
      }
    >
      {t("board.no_windows")}
    </Empty>
  );
}
