import { useTranslation } from "react-i18next";

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
