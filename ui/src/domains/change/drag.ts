import { type PointerEvent, useRef, useState } from "react";
import type { ChangeLine } from "@/bindings";

/** So far a card is dragged before it leaves its place: less is a click. */
const DRAG_FROM = 6;

/** Drags cards from column to column. Only where one is put counts; the card itself stays until the estate moves it. */
export function useCardDrag(changes: ChangeLine[], onDrop: (change: ChangeLine, state: string) => void) {
  const from = useRef<{ id: string; x: number; y: number } | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const stop = () => {
    from.current = null;
    setDragged(null);
    setOver(null);
  };
  // Pointer events: dragging files into the window and HTML's own dragging exclude each other on some hosts.
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const id = (event.target as HTMLElement).closest<HTMLElement>("[data-card]")?.dataset.card;
      if (id && event.button === 0) from.current = { id, x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const start = from.current;
      if (!start) return;
      if (dragged === null && Math.hypot(event.clientX - start.x, event.clientY - start.y) < DRAG_FROM)
        return;
      if (dragged === null) setDragged(start.id);
      setOver(stateAt(event.clientX, event.clientY));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const change = changes.find(({ id }) => id === dragged);
      const state = stateAt(event.clientX, event.clientY);
      stop();
      if (!change || !state || state === change.state) return;
      // The click that ends a drag opens nothing.
      const swallow = (click: Event) => click.preventDefault();
      window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
      onDrop(change, state);
    },
    onPointerCancel: stop,
    onPointerLeave: stop,
    onDragStart: (event: { preventDefault: () => void }) => event.preventDefault(),
  };
  return { dragged, over, handlers };
}

function stateAt(x: number, y: number): string | null {
  const under = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-state]");
  return under?.dataset.state ?? null;
}
