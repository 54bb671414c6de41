import { createContext, useCallback, useContext } from "react";
import type { ChangeEditBody, StepOutcome, StepSaid } from "@/bindings";
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

/** What a plan belongs to, and what of it is shown. */
export interface PlanView {
  /** The id of the change or the what-if. */
  id: string;
  of: "change" | "what_if";
  revision: number;
  steps: StepSaid[];
  editable: boolean;
  outcomes?: Record<number, StepOutcome | undefined>;
}

/** Whose plan the pieces below edit. */
export const PlanOf = createContext<Pick<PlanView, "id" | "of">>({ id: "", of: "change" });

/** What is edited of a plan, whoever has it. */
export type SomePlanEdits = Pick<
  SomeEdits,
  | "new_step"
  | "step"
  | "step_title"
  | "minutes"
  | "implementer"
  | "step_back_out"
  | "edits"
  | "remove"
  | "keep_up"
  | "remove_step"
>;

/** Returns how to edit the plan of a change or of a what-if, some of it at a time, and how to base it on the estate as it is. */
export function useEditPlan() {
  const { id, of } = useContext(PlanOf);
  const change = useEditChange(id);
  const kept = useAct("what_if_edit");
  const update = useAct("what_if_update");
  if (of === "change") {
    return { ...change, bringUpToDate: () => change.edit({ bring_up_to_date: true }) };
  }
  return {
    edit: (some: SomePlanEdits, onDone?: () => void) =>
      kept.mutate(
        { edits: [], files: [], remove: [], keep_up: [], remove_step: false, ...some, what_if: id },
        onDone ? { onSuccess: onDone } : undefined,
      ),
    bringUpToDate: () => update.mutate({ what_if: id }),
    error: kept.error ?? update.error,
    isPending: kept.isPending || update.isPending,
  };
}
