import { expect, it } from "vitest";
import { lanesOf, later, marksOf, periodOf, shareOf } from "./spans";

it.each([
  ["day", "2026-11-21T15:30:00", "2026-11-21T00:00:00", "2026-11-22T00:00:00", 12],
  ["week", "2026-11-22T15:30:00", "2026-11-16T00:00:00", "2026-11-23T00:00:00", 7],
  ["week", "2026-11-16T00:00:00", "2026-11-16T00:00:00", "2026-11-23T00:00:00", 7],
  ["month", "2026-12-31T23:59:00", "2026-12-01T00:00:00", "2027-01-01T00:00:00", 31],
] as const)("a %s around %s", (span, at, start, end, marks) => {
  const period = periodOf(span, new Date(at));
  expect(period).toEqual({ start: new Date(start), end: new Date(end) });
  expect(marksOf(span, period)).toHaveLength(marks);
  expect(later(span, period.end, -1)).toEqual(period.start);
});

const check = (windows: [number, number][], lanes: number[]) => {
  const all = windows.map(([start, end], place) => ({ id: String(place), start, end }));
  const placed = lanesOf(all);
  expect(all.map((own) => placed.find((one) => one.own === own)?.lane)).toEqual(lanes);
};

it("puts windows that overlap in lanes of their own, and uses a lane again", () => {
  check([], []);
  check([[0, 10]], [0]);
  check(
    [
      [0, 10],
      [10, 20],
    ],
    [0, 0],
  );
  check(
    [
      [0, 10],
      [5, 20],
    ],
    [0, 1],
  );
  check(
    [
      [0, 30],
      [5, 10],
      [10, 20],
    ],
    [0, 1, 1],
  );
  check(
    [
      [5, 20],
      [0, 10],
      [8, 9],
    ],
    [1, 0, 2],
  );
});

it("names what overlaps, both ways", () => {
  const all = [
    { id: "a", start: 0, end: 10 },
    { id: "b", start: 9, end: 12 },
    { id: "c", start: 12, end: 14 },
  ];
  expect(lanesOf(all).map((own) => own.overlaps)).toEqual([["b"], ["a"], []]);
});

it("cuts to what is shown", () => {
  const period = { start: new Date(0), end: new Date(100) };
  expect(shareOf(period, { start: -50, end: 50 })).toEqual({ left: 0, width: 50 });
  expect(shareOf(period, { start: 75, end: 500 })).toEqual({ left: 75, width: 25 });
});
