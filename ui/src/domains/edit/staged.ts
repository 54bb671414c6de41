import { create } from "zustand";
import type { BulkEdit, EditWords } from "@/bindings";

/** An edit that somebody made on the screen and that is recorded nowhere yet. */
export interface Staged {
  /** What it is about: another edit of the same takes its place. */
  place: string;
  /** Whom it concerns, as people call it. */
  name: string;
  words: EditWords;
}

/** One value of one field for everything that a question selects. */
export interface StagedBulk extends BulkEdit {
  /** How many items the question selected when it was staged. */
  count: number;
}

interface Held {
  edits: Staged[];
  bulk: StagedBulk | null;
}

interface StagedEdits extends Held {
  /** What was staged before each act, the newest last: going back takes the whole act. */
  past: Held[];
  isPreviewed: boolean;
  stage: (...edits: Staged[]) => void;
  stageBulk: (bulk: StagedBulk) => void;
  unstage: (place: string) => void;
  back: () => void;
  clear: () => void;
  preview: (isPreviewed: boolean) => void;
}

/** How many acts somebody can go back. */
const PAST_MAX = 50;

function kept({ past, edits, bulk }: StagedEdits): { past: Held[] } {
  return { past: [...past, { edits, bulk }].slice(-PAST_MAX) };
}

/** Edits wait here until they are looked at together and recorded as one. */
export const useStaged = create<StagedEdits>()((set) => ({
  edits: [],
  bulk: null,
  past: [],
  isPreviewed: false,
  stage: (...edits) =>
    set((now) => {
      const places = new Set(edits.map((edit) => edit.place));
      return { ...kept(now), edits: [...now.edits.filter((own) => !places.has(own.place)), ...edits] };
    }),
  stageBulk: (bulk) => set((now) => ({ ...kept(now), bulk })),
  unstage: (place) => set((now) => ({ ...kept(now), edits: now.edits.filter((own) => own.place !== place) })),
  back: () => set(({ past }) => ({ ...(past.at(-1) ?? { edits: [], bulk: null }), past: past.slice(0, -1) })),
  clear: () => set({ edits: [], bulk: null, past: [], isPreviewed: false }),
  preview: (isPreviewed) => set({ isPreviewed }),
}));

export function placeOfField(item: string, field: string): string {
  return `${item} ${field}`;
}

export function placeOfNeed(item: string, group: string): string {
  return `${item} need ${group}`;
}

export function placeOfRelation(from: string, type: string, to: string, label: string): string {
  return `${from} ${type} ${to} ${label}`;
}

/** How many edits are staged: a bulk counts as often as it selects. */
export function countOf({ edits, bulk }: Held): number {
  return edits.length + (bulk ? bulk.count * Object.keys(bulk.fields).length : 0);
}

/** Returns the staged edits as the contract takes them. */
export function requestOf({ edits, bulk }: Held): { edits: EditWords[]; bulk?: BulkEdit } {
  const words = edits.map((edit) => edit.words);
  return bulk ? { edits: words, bulk: { query: bulk.query, fields: bulk.fields } } : { edits: words };
}
