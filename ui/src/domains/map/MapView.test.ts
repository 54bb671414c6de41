import { expect, it } from "vitest";
import type { MapView } from "@/bindings";
import { viewportOf } from "./MapView";
import type { MapBox } from "./model";

const view = (width: number, height: number) =>
  ({ width, height, node_width: 184, node_height: 56, lanes: [] as unknown[] }) as MapView;
const root = (x: number, y: number) => [{ x, y, isRoot: true } as MapBox];

it.each([
  ["shows a small picture whole, in the middle", view(400, 300), root(0, 0), { zoom: 1, x: 300, y: 150 }],
  ["keeps a root at the top at the top", view(4000, 3000), root(1908, 0), { zoom: 0.7, x: -900, y: 24 }],
  [
    "keeps a root at the bottom at the bottom",
    view(4000, 3000),
    root(1908, 2944),
    { zoom: 0.7, x: -900, y: -1524 },
  ],
  [
    "has a root in the middle in the middle",
    view(4000, 3000),
    root(1908, 1472),
    { zoom: 0.7, x: -900, y: -750 },
  ],
])("%s", (_name, picture, boxes, expected) => {
  const { x, y, zoom } = viewportOf(picture, boxes, 1000, 600, 0.7);
  expect({ zoom, x: Math.round(x), y: Math.round(y) }).toEqual(expected);
});
