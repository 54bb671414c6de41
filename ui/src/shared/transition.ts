import { useTranslation } from "react-i18next";
import type { CommitKind } from "@/bindings";
import { transition } from "@/bindings/words";

type Transition = keyof (typeof transition)["en"];

function isTransition(id: string): id is Transition {
  return Object.hasOwn(transition.en, id);
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
