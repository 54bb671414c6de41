import { useEffect, useState } from "react";
import type { MapView, PlacedBox } from "@/bindings";

/** Where boxes stay while others come, and the way back after everything was laid out anew. */
export interface Places {
  placed: PlacedBox[];
  /** Lets what is drawn stay where it is from now on. */
  keep: (view: MapView) => void;
  /** Lays everything out anew; absent while nothing is held in its place. */
  relayout?: (view: MapView) => void;
  /** Takes that back; absent when nothing was laid out anew. */
  undo?: () => void;
}

/** The places belong to a question: another one starts without any. */
export function usePlaces(question: string): Places {
  const [placed, setPlaced] = useState<PlacedBox[]>([]);
  const [before, setBefore] = useState<PlacedBox[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is the reason.
  useEffect(() => {
    setPlaced([]);
    setBefore(null);
  }, [question]);
  const keep = (view: MapView) => {
    setPlaced(placesOf(view));
    setBefore(null);
  };
  const relayout = (view: MapView) => {
    setBefore(placesOf(view));
    setPlaced([]);
  };
  const undo = () => {
    setPlaced(before ?? []);
    setBefore(null);
  };
  return {
    placed,
    keep,
    ...(placed.length > 0 ? { relayout } : {}),
    ...(before ? { undo } : {}),
  };
}

function placesOf(view: MapView): PlacedBox[] {
  return view.nodes.map(({ id, x, y }) => ({ id, x, y }));
}

/** Returns whether most of what was drawn is where it was: then a person's view of it stays as well. */
export function hasStayed(before: MapView, after: MapView): boolean {
  const now = new Map(after.nodes.map((node) => [node.id, node]));
  const stayed = before.nodes.filter((node) => {
    const same = now.get(node.id);
    return same?.x === node.x && same.y === node.y;
  });
  return stayed.length * 2 > before.nodes.length;
}
