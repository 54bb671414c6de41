import type { MapNode, MapView } from "@/bindings";
import type { LevelName } from "@/shared/Level";

/** A box of a map: an item, or a group of siblings that are folded into one with their exact number. */
export interface MapBox {
  id: string;
  x: number;
  y: number;
  name: string;
  /** The word of its type, and what else fits under the name. */
  note: string;
  level: LevelName;
  /** The map says what an outage does; without one no box has a level. */
  hasLevel: boolean;
  isContext: boolean;
  isRoot: boolean;
  isService: boolean;
  node: MapNode;
}

/** What is said of a box beside what the estate placed. */
export interface Naming {
  className: (id: string) => string;
  several: string;
  /** What does not fit on a map of the whole estate, and items without a value. */
  others: string;
  none: string;
  spares: (value: number) => string;
}

export function boxesOf(view: MapView, hasLevel: boolean, naming: Naming): MapBox[] {
  return view.nodes.map((node) => {
    const type = typeOf(node, naming);
    const spares = typeof node.spares === "number" ? ` · ${naming.spares(node.spares)}` : "";
    return {
      id: node.id,
      x: node.x,
      y: node.y,
      name: node.item?.name ?? type,
      note: (node.item ? type : (node.members ?? []).map((member) => member.name).join(", ")) + spares,
      level: node.level,
      hasLevel: hasLevel && node.part !== "needs" && node.part !== "needed_by",
      isContext: node.part === "already",
      isRoot: node.part === "root",
      isService: node.item?.is_service ?? false,
      node,
    };
  });
}

function typeOf(node: MapNode, naming: Naming): string {
  if (node.class) return naming.className(node.class);
  if (typeof node.value === "string") return node.value === "" ? naming.none : node.value;
  return node.id.startsWith("others:") ? naming.others : naming.several;
}
