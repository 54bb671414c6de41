import { useCallback } from "react";
import type { ChangeEditBody } from "@/bindings";
import { useAct } from "@/shared/ask";

/** Nothing is edited: what is absent stays as it is. */
export const NOTHING = {
  likelihood: {},
  statements: {},
  waive: {},
  edits: [],
  files: [],
  remove: [],
  keep_up: [],
  remove_step: false,
  bring_up_to_date: false,
} satisfies Omit<ChangeEditBody, "change">;

export type SomeEdits = Partial<Omit<ChangeEditBody, "change">>;

/** Returns how to edit a change, some of it at a time. */
export function useEditChange(id: string) {
  const { mutate, error, isPending } = useAct("change_edit");
  const edit = useCallback(
    (some: SomeEdits, onDone?: () => void) =>
      mutate({ ...NOTHING, ...some, change: id }, onDone ? { onSuccess: onDone } : undefined),
    [mutate, id],
  );
  return { edit, error, isPending };
}
