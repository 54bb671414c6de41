import { useCallback, useState } from "react";

function placeOf(change: string, revision: number): string {
  return `cairn.viewed.${change}.${revision}`;
}

function read(place: string): string[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(place) ?? "[]");
    return Array.isArray(kept) ? kept.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}

/** Which edits of a plan somebody has looked at; another revision of the plan starts anew. */
export function useViewed(change: string, revision: number) {
  const place = placeOf(change, revision);
  const [kept, setKept] = useState({ place, names: read(place) });
  const names = kept.place === place ? kept.names : read(place);
  const isViewed = useCallback((name: string) => names.includes(name), [names]);
  const toggle = (name: string) => {
    const next = names.includes(name) ? names.filter((own) => own !== name) : [...names, name];
    window.localStorage.setItem(place, JSON.stringify(next));
    setKept({ place, names: next });
  };
  return { isViewed, toggle };
}
