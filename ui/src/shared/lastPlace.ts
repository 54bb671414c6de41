import { useEffect, useRef } from "react";
import { go, to, useRoute } from "./route";
import { useSettings } from "./settings";

interface Shown {
  estate: string;
  path: string;
}

/**
 * Goes, when another estate is shown, to where a person was in it, and home when none is shown any more; nobody who
 * opens or closes an estate does, for the answer to that may come before or after what is shown because of it.
 *
 * `estate` is `undefined` as long as nobody has said whether there is one.
 */
export function useLastPlace(estate: Shown | null | undefined): void {
  const route = useRoute();
  const { places, set } = useSettings();
  const shown = useRef<Shown | null | undefined>(undefined);
  useEffect(() => {
    if (estate === undefined) return;
    const before = shown.current;
    shown.current = estate;
    if (before !== undefined && before?.path === estate?.path) {
      const here = window.location.hash;
      if (estate && places[estate.estate] !== here) set({ places: { ...places, [estate.estate]: here } });
      return;
    }
    // Where a window begins at a place, somebody asked for that place.
    if (before === undefined && route.parts.length > 0) return;
    // Who restores a copy of what is shown wants to see the copy, not the form that made it.
    const last = estate && before?.estate !== estate.estate ? places[estate.estate] : undefined;
    go(last ?? to([]), true);
  }, [estate, route, places, set]);
}

/** Goes to a place of an estate that is about to be shown, or was just now. */
export function goIn(estate: string, address: string): void {
  const { places, set } = useSettings.getState();
  set({ places: { ...places, [estate]: address } });
  go(address);
}
