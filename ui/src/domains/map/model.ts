import type { LevelName } from "@/shared/Level";

/** A box of a map: an item, or a group of siblings that are folded into one with their exact number. */
export interface MapBox {
  id: string;
  x: number;
  y: number;
  name: string;
  /** Type, and for a group what it holds. */
  note: string;
  level: LevelName;
  isContext: boolean;
  isRoot: boolean;
  isService: boolean;
  tier: number | null;
  /** How many items are folded into this box; 1 for an item. */
  count: number;
}

/** A line runs the way a failure flows: from what is needed to what needs it. */
export interface MapLine {
  id: string;
  provider: string;
  consumer: string;
  points: [number, number][];
  label: string;
}

export interface MapLane {
  label: string;
  y: number;
  height: number;
}

/** A picture as the estate placed it: nothing is laid out here. */
export interface MapPicture {
  boxes: MapBox[];
  lines: MapLine[];
  lanes: MapLane[];
  width: number;
  height: number;
  boxWidth: number;
  boxHeight: number;
}
