import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import type { ChangeOutcome, ChangeView } from "@/bindings";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { isTransition, type Transition } from "@/shared/transition";

export type Act =
  | "submit"
  | "assess"
  | "decide"
  | "schedule"
  | "start"
  | "step"
  | "finish"
  | "close"
  | "cancel";

/** Which act of the contract leads along a transition. */
export const ACTS: Record<Transition, Act> = {
  submit: "submit",
  assess: "assess",
  ask: "assess",
  revise: "assess",
  authorise: "assess",
  ask_again: "assess",
  approve: "decide",
  reject: "decide",
  return: "decide",
  schedule: "schedule",
  start: "start",
  finish_implemented: "finish",
  finish_partly: "finish",
  finish_backed_out: "finish",
  finish_failed: "finish",
  review: "close",
  close: "close",
  cancel: "cancel",
};
/** What may be tried before its way is open: it brings what is missing, or says what is. */
const TRIED = new Set<Act>(["assess", "decide", "schedule", "finish", "close"]);
/** What stands first when several ways are there: on, before back. */
const ORDER: Transition[] = [
  "start",
  "submit",
  "approve",
  "schedule",
  "assess",
  "ask",
  "authorise",
  "finish_implemented",
  "finish_partly",
  "finish_backed_out",
  "finish_failed",
  "close",
  "review",
  "revise",
  "ask_again",
  "reject",
  "return",
  "cancel",
];

/** Returns what may be done now, what leads on before what leads back. */
export function actsOf(view: ChangeView): Act[] {
  const acts = new Set<Act>();
  const isRunning = view.change.started_at && !view.change.finished_at;
  if (isRunning && view.steps.some((step) => !view.change.outcomes?.[step.step])) acts.add("step");
  for (const transition of ORDER) {
    const way = view.ways.find((own) => own.transition === transition);
    const act = ACTS[transition];
    if (way && (way.open || TRIED.has(act))) acts.add(act);
  }
  return [...acts];
}

/** Returns the act that leads along a transition; none for one that an estate added. */
export function actOf(transition: string): Act | null {
  return isTransition(transition) ? ACTS[transition] : null;
}

/** Whether an act may be tried although something is missing: it brings it, or says what it is. */
export function isTried(act: Act): boolean {
  return TRIED.has(act);
}

/** Says what became of a change, and why it went no further when it did not. */
export function useTell(): (outcome: ChangeOutcome) => void {
  const { t } = useTranslation();
  const words = useModel();
  const { sentence } = useFormats();
  return (outcome) => {
    notifications.show({
      title: t("change.is_now", { id: outcome.id, state: words.changeState(outcome.state) }),
      message: sentence(outcome.unmet.join(" ")),
      color: outcome.unmet.length > 0 ? "orange" : "teal",
      autoClose: outcome.unmet.length > 0 ? 12_000 : 4_000,
      closeButtonProps: { "aria-label": t("common.close") },
    });
  };
}
