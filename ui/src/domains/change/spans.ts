/** Spans of time and lanes of windows: what the timeline is drawn from. */
export const SPANS = ["day", "week", "month"] as const;
export type Span = (typeof SPANS)[number];

export interface Period {
  start: Date;
  end: Date;
}

/** Returns the day, the week from Monday, or the month that holds a moment, in the zone of the machine. */
export function periodOf(span: Span, at: Date): Period {
  const start = new Date(at.getFullYear(), at.getMonth(), at.getDate());
  if (span === "week") start.setDate(start.getDate() - ((start.getDay() + 6) % 7));
  if (span === "month") start.setDate(1);
  return { start, end: later(span, start, 1) };
}

/** Returns the moment so many spans later; earlier when negative. */
export function later(span: Span, from: Date, count: number): Date {
  const moved = new Date(from);
  if (span === "month") moved.setMonth(moved.getMonth() + count);
  else moved.setDate(moved.getDate() + count * (span === "week" ? 7 : 1));
  return moved;
}

/** Returns where a period is marked: each second hour of a day, each day otherwise. */
export function marksOf(span: Span, { start, end }: Period): Date[] {
  const marks: Date[] = [];
  for (let at = new Date(start); at < end; ) {
    marks.push(new Date(at));
    if (span === "day") at.setHours(at.getHours() + 2);
    else at.setDate(at.getDate() + 1);
  }
  return marks;
}

export interface Spanned {
  id: string;
  start: number;
  end: number;
}

export interface Placed<T extends Spanned> {
  own: T;
  lane: number;
  /** Those that are going on at the same time. */
  overlaps: string[];
}

/** Places windows in as few lanes as hold them without overlapping; what only touches does not overlap. */
export function lanesOf<T extends Spanned>(all: T[]): Placed<T>[] {
  const sorted = [...all].sort((one, other) => one.start - other.start || one.end - other.end);
  const free: number[] = [];
  return sorted.map((own) => {
    let lane = free.findIndex((until) => until <= own.start);
    if (lane < 0) lane = free.length;
    free[lane] = own.end;
    const overlaps = sorted
      .filter((other) => other !== own && other.start < own.end && own.start < other.end)
      .map((other) => other.id);
    return { own, lane, overlaps };
  });
}

/** Returns where something lies in a period, in hundredths of it, cut to what is shown. */
export function shareOf({ start, end }: Period, own: { start: number; end: number }) {
  const [from, until] = [start.getTime(), end.getTime()];
  const share = (moment: number) => (100 * (Math.min(Math.max(moment, from), until) - from)) / (until - from);
  const left = share(own.start);
  return { left, width: share(own.end) - left };
}
