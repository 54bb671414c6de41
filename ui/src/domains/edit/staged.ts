import { create } from "zustand";
import type { EditWords } from "@/bindings";

/** An edit that somebody made on the screen and that is recorded nowhere yet. */
export interface Staged {
  /** What it is about: another edit of the same takes its place. */
  place: string;
  /** Whom it concerns, as people call it. */
  name: string;
  words: EditWords;
}

interface StagedEdits {
  edits: Staged[];
  stage: (edit: Staged) => void;
  unstage: (place: string) => void;
  clear: () => void;
}

/** Edits wait here until they are looked at together and recorded as one. */
export const useStaged = create<StagedEdits>()((set) => ({
  edits: [],
  stage: (edit) =>
    set(({ edits }) => ({ edits: [...edits.filter((own) => own.place !== edit.place), edit] })),
  unstage: (place) => set(({ edits }) => ({ edits: edits.filter((own) => own.place !== place) })),
  clear: () => set({ edits: [] }),
}));

export function placeOfField(item: string, field: string): string {
  return `${item} ${field}`;
}
