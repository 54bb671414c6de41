import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import { IconAlertTriangle, IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CalendarReply, ChangeLine } from "@/bindings";
import { SaveReport } from "@/domains/jobs";
import { useModel } from "@/domains/model";
import { OutageLines } from "@/domains/outage";
import { useAsk } from "@/shared/ask";
import { Dialog } from "@/shared/Dialog";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { useKeys } from "@/shared/keys";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { Collisions } from "./Collisions";
import { StateTag } from "./marks";
import { Rules } from "./Rules";
import { lanesOf, later, marksOf, type Period, periodOf, SPANS, type Span, shareOf } from "./spans";
import { useTell } from "./tell";
import { useBarDrag } from "./useBarDrag";
import { CollideIf, WindowForm } from "./WindowForm";

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
  const asked = { from: period.start.toISOString(), to: period.end.toISOString() };
  const { data: calendar, error, refetch } = useAsk("calendar", asked, { keep: true });
  const [put, setPut] = useState<{ id: string; start: number; end: number } | null>(null);
  const tell = useTell();
  const shown = all.filter((own) => own.start < period.end.getTime() && own.end > period.start.getTime());
  const move = (count: number) => onMove({ at: later(span, period.start, count) });
  useKeys({ "[": () => move(-1), "]": () => move(1) });
  const heading = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : i18n.language, {
    dateStyle: "long",
  }).formatRange(period.start, new Date(period.end.getTime() - 1));
  return (
    <>
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
          <SaveReport
            ask={{ name: "calendar_save", request: asked }}
            file="calendar"
            label={t("calendar.save")}
            title={t("calendar.save_title")}
          />
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
        <Drawing period={period} span={span} windows={shown} now={now} calendar={calendar} onPut={setPut} />
        {shown.length > 0 && (
          <Listed
            windows={shown}
            calendar={calendar}
            onMove={({ id, start, end }) => setPut({ id, start, end })}
          />
        )}
        {shown.length === 0 && all.length > 0 && (
          <Elsewhere all={all} period={period} say={moment} onMove={onMove} />
        )}
        {all.length === 0 && <Empty>{t("board.never")}</Empty>}
      </section>
      {error ? <FailureView error={error} retry={() => void refetch()} /> : null}
      {calendar?.outages && (
        <Section title={t("outages.in_calendar")} count={number(calendar.outages.length)} flush>
          <OutageLines outages={calendar.outages} />
        </Section>
      )}
      {calendar && <Collisions all={calendar.collisions} isCutShort={calendar.is_cut_short} />}
      {calendar && <Rules calendar={calendar} />}
      <Dialog
        opened={put !== null}
        onClose={() => setPut(null)}
        size="lg"
        closeOnClickOutside={false}
        title={put && t("calendar.move", { id: put.id })}
      >
        {put && (
          <WindowForm
            key={`${put.id} ${put.start}`}
            change={put.id}
            isProposal={calendar?.entries.find((own) => own.id === put.id)?.part === "proposed"}
            initial={{ start: new Date(put.start).toISOString(), end: new Date(put.end).toISOString() }}
            onDone={(outcome) => {
              tell(outcome);
              setPut(null);
            }}
          />
        )}
      </Dialog>
    </>
  );
}

interface DrawingProps {
  period: Period;
  span: Span;
  windows: Windowed[];
  now: Date;
  calendar: CalendarReply | undefined;
  onPut: (own: { id: string; start: number; end: number }) => void;
}

function Drawing({ period, span, windows, now, calendar, onPut }: DrawingProps) {
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
  const { dragged, handlers } = useBarDrag(period, onPut);
  const blocked = new Set(calendar?.collisions.filter((own) => own.blocks).flatMap((own) => own.changes));
  const colliding = new Set(calendar?.collisions.flatMap((own) => own.changes));
  const here = shareOf(period, { start: now.getTime(), end: now.getTime() }).left;
  return (
    <div className="timeline scroll-x">
      {dragged && (
        <div className="timeline-live">
          <strong className="mono">{dragged.id}</strong> {moment(new Date(dragged.start).toISOString())} –{" "}
          {moment(new Date(dragged.end).toISOString())}
          <CollideIf
            change={dragged.id}
            window={{
              start: new Date(dragged.start).toISOString(),
              end: new Date(dragged.end).toISOString(),
            }}
          />
        </div>
      )}
      <div className="timeline-time" style={{ height: lanes * LANE + 36 }}>
        <div aria-hidden="true">
          {calendar && <Bands period={period} calendar={calendar} />}
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
            const also = [
              overlaps.length > 0 ? t("board.overlap", { list: overlaps.join(", ") }) : null,
              blocked.has(change.id) ? t("calendar.bar_blocked") : null,
              colliding.has(change.id) && !blocked.has(change.id) ? t("calendar.bar_collides") : null,
            ]
              .filter((word) => word !== null)
              .map((word) => `, ${word}`)
              .join("");
            const own_drag = dragged?.id === change.id ? dragged : null;
            const place = own_drag ? shareOf(period, own_drag) : { left, width };
            return (
              <li key={change.id}>
                <a
                  className="timeline-bar"
                  data-band={change.risk}
                  data-overlaps={overlaps.length > 0}
                  data-blocked={blocked.has(change.id)}
                  data-collides={colliding.has(change.id)}
                  data-dragged={own_drag !== null}
                  {...handlers({ id: change.id, start: own.start, end: own.end })}
                  href={to(["changes", change.id])}
                  aria-label={name + also}
                  title={name + also}
                  style={{ left: `${place.left}%`, width: `${place.width}%`, top: lane * LANE + 30 }}
                >
                  {colliding.has(change.id) && (
                    <IconAlertTriangle
                      size={13}
                      aria-hidden="true"
                      color={blocked.has(change.id) ? "var(--down-line)" : "var(--risk-line)"}
                    />
                  )}{" "}
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

/** Freezes, maintenance windows and outages behind the bars; all of them are listed below. */
function Bands({ period, calendar }: { period: Period; calendar: CalendarReply }) {
  const spanOf = (own: { start: string; end: string }) =>
    shareOf(period, { start: Date.parse(own.start), end: Date.parse(own.end) });
  return (
    <>
      {calendar.windows.flatMap((own) =>
        own.open.map((open) => {
          const { left, width } = spanOf(open);
          return (
            <span
              key={`${own.id} ${open.start}`}
              className="timeline-band"
              data-band="open"
              title={own.name}
              style={{ left: `${left}%`, width: `${width}%` }}
            />
          );
        }),
      )}
      {calendar.freezes.map((own) => {
        const { left, width } = spanOf(own);
        return (
          <span
            key={own.id}
            className="timeline-band"
            data-band="freeze"
            title={own.reason}
            style={{ left: `${left}%`, width: `${width}%` }}
          />
        );
      })}
      {(calendar.outages ?? []).map((own) => {
        // One whose end nobody knows goes on.
        const { left, width } = spanOf({ start: own.from, end: own.expected_end ?? calendar.to });
        return (
          <span
            key={own.id}
            className="timeline-band"
            data-band="outage"
            title={`${own.id} ${own.title}`}
            style={{ left: `${left}%`, width: `${width}%` }}
          />
        );
      })}
    </>
  );
}

interface ListedProps {
  windows: Windowed[];
  calendar: CalendarReply | undefined;
  onMove: (own: Windowed) => void;
}

/** The same windows as a table: a bar of an hour in a month cannot be read, and nobody drags by keyboard. */
function Listed({ windows, calendar, onMove }: ListedProps) {
  const { t } = useTranslation();
  const { moment, sentence } = useFormats();
  const entries = new Map(calendar?.entries.map((own) => [own.id, own]));
  return (
    <div className="scroll-x">
      <table className="plain">
        <thead>
          <tr>
            <th>{t("change.from")}</th>
            <th>{t("change.until")}</th>
            <th>{t("shell.changes")}</th>
            <th>{t("field.state")}</th>
            <th>{t("calendar.does")}</th>
            <th>{t("board.at_once")}</th>
            <th>
              <span className="hidden-but-read">{t("calendar.move_go")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lanesOf(windows).map(({ own, own: { change }, overlaps }) => (
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
              <td className="said">
                {sentence(entries.get(change.id)?.problem_sentence ?? entries.get(change.id)?.sentence ?? "")}
              </td>
              <td className="mono">{overlaps.join(", ")}</td>
              <td className="number">
                <button
                  type="button"
                  className="as-link"
                  aria-label={t("calendar.move", { id: change.id })}
                  onClick={() => onMove(own)}
                >
                  {t("calendar.move_go")}
                </button>
              </td>
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
