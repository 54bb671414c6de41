import { useMemo } from "react";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Language } from "@/i18n";

/** What a person edits in: the estate as it is, a change, or a moment of the past, which is only read. */
export type WorkingSet =
  | { kind: "live" }
  | { kind: "change"; id: string; title: string }
  | { kind: "baseline"; name: string };

export type Scheme = "light" | "dark" | "auto";
export type Density = "dense" | "comfortable";

/** A named place with everything that was asked there. */
export interface SavedView {
  name: string;
  place: "items" | "changes" | "audit";
  address: string;
  /** The columns of the table, where a person chooses them. */
  columns?: string[];
}

/** A page that stays open until somebody closes it. */
export interface OpenTab {
  address: string;
  /** What it is about, in names of the estate; its title is made of them in the language of the screen. */
  names: string[];
}

/** How far somebody is in the tour of an estate. */
export interface TourState {
  /** Asked whether they want it; at a step; gone before its end; at its end, or not wanted. */
  at: "offered" | "taking" | "left" | "over";
  /** Which step, counted from 0. */
  step: number;
  /** Only the line with the title and the buttons is shown. */
  folded?: boolean;
}

interface Settings {
  language: Language;
  scheme: Scheme;
  density: Density;
  workingSet: WorkingSet;
  inspectorOpen: boolean;
  facetsOpen: boolean;
  /** The last place in each estate, by the id of the estate. */
  places: Record<string, string>;
  /** Saved views, by the id of the estate. */
  saved: Record<string, SavedView[]>;
  /** Pages that are open, by the id of the estate, in their order. */
  tabs: Record<string, OpenTab[]>;
  /** Tours, by the id of the estate. */
  tours: Record<string, TourState>;
  columns: string[];
  /** What somebody said of the columns of files, by the columns that a file has. */
  shapes: Record<string, Record<string, string>>;
  set: (some: Partial<Omit<Settings, "set">>) => void;
}

function firstLanguage(): Language {
  const wanted = navigator.languages?.[0] ?? "en";
  if (/^zh-(hans|cn|sg)/i.test(wanted)) return "zh-CN";
  return /^zh/i.test(wanted) ? "zh-HK" : "en";
}

interface FormerView {
  name: string;
  filter: string;
  text: string;
  sort: string;
  columns: string[];
}

interface FormerTab {
  address: string;
  title?: string;
  names?: string[];
}

/** Returns a tab of an earlier version: its title was kept, in the language of then, which names have none of. */
function tabOf({ address, title, names }: FormerTab): OpenTab {
  const isNamed = /^#\/(items|changes)\//.test(address);
  return { address, names: names ?? (isNamed && title ? [title] : []) };
}

/**
 * Brings what an earlier version kept into the form of this one: views had their question in pieces, tabs a title.
 */
export function migrate(kept: unknown): Settings {
  const { views, tabs, ...others } = (kept ?? {}) as {
    views?: Record<string, FormerView[]>;
    tabs?: Record<string, FormerTab[]>;
  };
  const view = ({ name, columns, filter, text, sort }: FormerView): SavedView => {
    const query = new URLSearchParams(
      Object.entries({ filter, text, sort }).filter(([, value]) => value !== ""),
    );
    return { name, place: "items", address: `#/items${query.size > 0 ? `?${query}` : ""}`, columns };
  };
  const saved = Object.fromEntries(Object.entries(views ?? {}).map(([id, all]) => [id, all.map(view)]));
  const open = Object.fromEntries(Object.entries(tabs ?? {}).map(([id, all]) => [id, all.map(tabOf)]));
  return { ...(views ? { saved } : {}), ...(tabs ? { tabs: open } : {}), ...others } as Settings;
}

/** What a person chose about the surface; nothing of the estate is in it. */
export const useSettings = create<Settings>()(
  persist(
    (set) => ({
      language: firstLanguage(),
      scheme: "auto",
      density: "dense",
      workingSet: { kind: "live" },
      inspectorOpen: false,
      facetsOpen: true,
      places: {},
      saved: {},
      tabs: {},
      tours: {},
      columns: ["name", "key", "class", "state", "operation", "tier", "environment", "owner"],
      shapes: {},
      set: (some) => set(some),
    }),
    { name: "cairn.settings", version: 3, migrate },
  ),
);

/** Returns which estate questions are asked of, as a field of their requests; absent for the estate as it is. */
export function useWorkingSet(): { set?: { at: string } | { change: string } } {
  const chosen = useSettings((settings) => settings.workingSet);
  return useMemo(() => {
    if (chosen.kind === "live") return {};
    return { set: chosen.kind === "change" ? { change: chosen.id } : { at: chosen.name } };
  }, [chosen]);
}
