import { type PointerEvent, useRef, useState } from "react";
import type { Period } from "./spans";

/** So far a bar is dragged before it leaves its place: less is a click. */
const DRAG_FROM = 6;
/** Windows begin on quarters of an hour. */
const STEP = 15 * 60_000;

interface Own {
  id: string;
  start: number;
  end: number;
}

export interface Dragged extends Own {
  /** How far it was dragged, in milliseconds, to the quarter of an hour. */
  by: number;
}

/** Drags bars along the time. Only where one is put counts; the bar itself stays until the estate moves it. */
export function useBarDrag(period: Period, onDrop: (own: Own) => void) {
  const from = useRef<{ own: Own; x: number; width: number } | null>(null);
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const stop = () => {
    from.current = null;
    setDragged(null);
  };
  const length = period.end.getTime() - period.start.getTime();
  // Pointer events: dragging files into the window and HTML's own dragging exclude each other on some hosts.
  const handlers = (own: Own) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const width = event.currentTarget.closest(".timeline-time")?.clientWidth ?? 0;
      if (event.button !== 0 || width === 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { own, x: event.clientX, width };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const start = from.current;
      if (!start) return;
      const distance = event.clientX - start.x;
      if (dragged === null && Math.abs(distance) < DRAG_FROM) return;
      const by = Math.round(((distance / start.width) * length) / STEP) * STEP;
      setDragged({ ...own, start: own.start + by, end: own.end + by, by });
    },
    onPointerUp: () => {
      const put = dragged;
      stop();
      if (!put) return;
      // The click that ends a drag opens nothing.
      const swallow = (click: Event) => click.preventDefault();
      window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
      if (put.by !== 0) onDrop({ id: put.id, start: put.start, end: put.end });
    },
    onPointerCancel: stop,
    onDragStart: (event: { preventDefault: () => void }) => event.preventDefault(),
  });
  return { dragged, handlers };
}
