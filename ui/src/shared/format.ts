import { useTranslation } from "react-i18next";

/** Numbers and moments in the language of the screen. Moments are recorded in UTC and shown in the zone of the machine. */
export interface Formats {
  number(value: number): string;
  moment(value: string): string;
  day(value: string): string;
  ago(value: string, now?: number): string;
  bytes(value: number): string;
  /** Minutes as people say them: the two largest of days, hours and minutes. */
  span(minutes: number): string;
  /** A duration as it is stored (`P1DT2H`), in words; what is none is said as it is. */
  duration(text: string): string;
  /** A sentence of the estate, its moments in the zone of the machine like all others: sentences come in UTC. */
  sentence(text: string): string;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const DURATION_UNITS = ["week", "day", "hour", "minute", "second"] as const;

/** How a moment stands in a sentence of the estate. */
const MOMENT = /(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC/g;

const known = new Map<string, Formats>();

export function formatsOf(tag: string): Formats {
  // English without a country would put the month first.
  const language = tag === "en" ? "en-GB" : tag;
  const made = known.get(language);
  if (made) return made;
  const number = new Intl.NumberFormat(language);
  const moment = new Intl.DateTimeFormat(language, {
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
  });
  const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const size = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const formats: Formats = {
    number: (value) => number.format(value),
    moment: (value) => said(value, (date) => moment.format(date)),
    sentence: (text) =>
      text.replace(MOMENT, (_, day: string, time: string) =>
        said(`${day}T${time}:00Z`, (date) => moment.format(date)),
      ),
    day: (value) => said(value, (date) => day.format(date)),
    ago: (value, now = Date.now()) =>
      said(value, (date) => {
        const seconds = (date.getTime() - now) / 1000;
        const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? (["minute", 60] as const);
        return relative.format(Math.round(seconds / unit[1]), unit[0]);
      }),
    span: (minutes) => {
      const whole = Math.abs(Math.trunc(minutes));
      const parts: ["day" | "hour" | "minute", number][] = [
        ["day", Math.floor(whole / 1440)],
        ["hour", Math.floor((whole % 1440) / 60)],
        ["minute", whole % 60],
      ];
      const first = parts.findIndex(([, value]) => value > 0);
      const said = first < 0 ? parts.slice(2) : parts.slice(first, first + 2);
      return said
        .filter(([, value], place) => place === 0 || value > 0)
        .map(([unit, value]) =>
          new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(value),
        )
        .join(" ");
    },
    duration: (text) => {
      const [, ...counts] = DURATION.exec(text) ?? [];
      const said = DURATION_UNITS.flatMap((unit, place) => {
        const value = Number(counts[place] ?? 0);
        if (value === 0) return [];
        return [new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(value)];
      });
      return said.join(" ") || text;
    },
    bytes: (value) => {
      const steps = ["B", "kB", "MB", "GB", "TB"];
      const step = Math.min(Math.floor(Math.log10(Math.max(value, 1)) / 3), steps.length - 1);
      return `${size.format(value / 1000 ** step)} ${steps[step]}`;
    },
  };
  known.set(language, formats);
  return formats;
}

function said(value: string, format: (date: Date) => string): string {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : format(date);
}

export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return formatsOf(i18n.language);
}
