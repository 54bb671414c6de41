import { useTranslation } from "react-i18next";
import type { CommitKind } from "@/bindings";

const KNOWN = [
  "submit",
  "assess",
  "ask",
  "approve",
  "reject",
  "return",
  "revise",
  "authorise",
  "ask_again",
  "schedule",
  "start",
  "finish_implemented",
  "finish_partly",
  "finish_backed_out",
  "finish_failed",
  "review",
  "close",
  "cancel",
] as const;
export type Transition = (typeof KNOWN)[number];

export function isTransition(id: string): id is Transition {
  return (KNOWN as readonly string[]).includes(id);
}

/** Returns the word for a transition; one that an estate added is its own word. */
export function useTransition(): (id: string) => string {
  const { t } = useTranslation();
  return (id) => (isTransition(id) ? t(`transition.${id}`) : id);
}

/** Returns the reason of a record as a person reads it: records of the process give the transition that was made. */
export function useReason(): (record: { kind: CommitKind; reason: string }) => string {
  const transitionWord = useTransition();
  return ({ kind, reason }) => (kind === "process" ? transitionWord(reason) : reason);
}
