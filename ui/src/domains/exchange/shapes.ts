import type { FileColumns } from "@/bindings";
import { useSettings } from "@/shared/settings";

export type Renames = Record<string, string>;

/** What tells files of one shape: their columns, whatever their order. */
export function shapeOf(file: FileColumns): string {
  return file.columns
    .map((column) => column.name)
    .sort()
    .join("\u0000");
}

/** Returns what somebody said before of files of these shapes. */
export function remembered(files: FileColumns[]): Renames {
  const { shapes } = useSettings.getState();
  return Object.assign({}, ...files.map((file) => shapes[shapeOf(file)] ?? {}));
}

/** Keeps what somebody said of the columns of files, for the next files of their shapes. */
export function remember(files: FileColumns[], renames: Renames): void {
  const { shapes, set } = useSettings.getState();
  const next = { ...shapes };
  for (const file of files) {
    const own = Object.entries(renames).filter(([name]) =>
      file.columns.some((column) => column.name === name),
    );
    if (own.length > 0) next[shapeOf(file)] = Object.fromEntries(own);
    else delete next[shapeOf(file)];
  }
  set({ shapes: next });
}
