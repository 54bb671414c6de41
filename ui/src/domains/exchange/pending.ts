import { create } from "zustand";
import type { FileIn } from "@/bindings";

interface Pending {
  /** Files that were chosen or dropped and are not imported yet. */
  files: FileIn[];
  add: (more: FileIn[]) => void;
  remove: (name: string) => void;
  clear: () => void;
}

/** Files wait here, wherever they were dropped, until the wizard has brought them in. */
export const usePending = create<Pending>()((set) => ({
  files: [],
  add: (more) =>
    set(({ files }) => ({
      files: [...files.filter((file) => !more.some((own) => own.name === file.name)), ...more],
    })),
  remove: (name) => set(({ files }) => ({ files: files.filter((file) => file.name !== name) })),
  clear: () => set({ files: [] }),
}));

export function fileOf(path: string): FileIn {
  return { name: path.split(/[\\/]/).pop() ?? path, path };
}

/** What a file is, as far as its name says. */
export type FileKindName = "table" | "snapshot" | "estate" | "other";

export function kindOf(path: string): FileKindName {
  const name = path.toLocaleLowerCase().replace(/[\\/]+$/, "");
  if (/\.(csv|tsv|txt)$/.test(name)) return "table";
  if (/\.(cairnsnap|snapshot|zip)$/.test(name)) return "snapshot";
  return name.endsWith(".cairn") ? "estate" : "other";
}
