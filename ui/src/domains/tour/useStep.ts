import { useQueries } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ItemDetails } from "@/bindings";
import { usePlatform } from "@/platform/context";
import { CallFailure } from "@/platform/failure";
import { useWorkingSet } from "@/shared/settings";
import type { Spot } from "./steps";

/** The source that the items of the sample come from. */
export const inSample = (id: string) => `sample:${id}`;

export interface Found {
  /** The items, in the order asked for, once all are there. */
  items: ItemDetails[] | null;
  /** One of them is not in the estate, as it is looked at. */
  isMissing: boolean;
  error: unknown;
}

/** Finds items of the sample in the estate that is open. */
export function useSampleItems(ids: readonly string[]): Found {
  const platform = usePlatform();
  const set = useWorkingSet();
  const { language } = useTranslation().i18n;
  const answers = useQueries({
    queries: ids.map((id) => {
      const request = { item: inSample(id), ...set };
      return {
        queryKey: ["item", language, request],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          platform.call("item", request, { language, signal }),
      };
    }),
  });
  const items = answers.flatMap(({ data }) => (data ? [data] : []));
  const error = answers.find((answer) => answer.error)?.error ?? null;
  return {
    items: items.length === ids.length ? items : null,
    isMissing: error instanceof CallFailure && error.failure.code === "not_found",
    error,
  };
}

/** So long what comes late may push down what is spoken of, in milliseconds. */
const SETTLES = 1500;

/** Brings an element into view, unless most of what can be seen of it is there. */
function bring(found: Element): void {
  const port = document.getElementById("main")?.getBoundingClientRect();
  const own = found.getBoundingClientRect();
  if (port) {
    const seen = Math.min(own.bottom, port.bottom) - Math.max(own.top, port.top);
    if (seen >= Math.min(own.height, port.height / 2)) return;
  }
  found.scrollIntoView({ block: "nearest" });
}

/** Outlines what is spoken of, and brings it into view as soon as it is on the screen. */
export function useSpot(spot: Spot | null): void {
  useEffect(() => {
    if (spot === null) return;
    const { dataset } = document.documentElement;
    dataset.tourSpot = spot;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      const found = document.querySelector(`[data-tour="${spot}"]`);
      if (!found) return;
      bring(found);
      timer ??= setTimeout(stop, SETTLES);
    };
    const watch = new MutationObserver(show);
    // Whoever scrolls looks at something else.
    const stop = () => {
      watch.disconnect();
      window.removeEventListener("wheel", stop);
    };
    watch.observe(document.body, { childList: true, subtree: true });
    window.addEventListener("wheel", stop, { passive: true });
    show();
    return () => {
      stop();
      clearTimeout(timer);
      delete dataset.tourSpot;
    };
  }, [spot]);
}
