import { useTranslation } from "react-i18next";
import type { ChangeEvent } from "@/bindings";
import { useModel } from "@/domains/model";
import { useTransition } from "@/shared/transition";

const OUTCOMES = ["step_done", "step_not_done", "step_backed_out"] as const;
const ALONE = ["raise", "become_normal", "late_records"] as const;
const WHY_NORMAL = [
  "guard_template_exceeded",
  "guard_template_no_spare",
  "guard_no_template",
  "guard_template_suspended",
  "guard_plan_applies",
] as const;

/** Returns what an event of a change was, and why, in words: a transition, a decision in a role, or what came of a step. */
export function useHappened(): { what: (event: ChangeEvent) => string; why: (event: ChangeEvent) => string } {
  const { t } = useTranslation();
  const words = useModel();
  const transitionWord = useTransition();
  const what = ({ what: id }: ChangeEvent) => {
    if (id.startsWith("approve_"))
      return t("happened.approved_as", { role: words.roleName(id.slice("approve_".length)) });
    const outcome = OUTCOMES.find((own) => id.startsWith(`${own}_`));
    if (outcome) return t(`happened.${outcome}`, { step: id.slice(outcome.length + 1) });
    const alone = ALONE.find((own) => own === id);
    return alone ? t(`happened.${alone}`) : transitionWord(id);
  };
  const why = ({ what: id, reason = "" }: ChangeEvent) => {
    if (id === "late_records") return t("happened.late_hours", { count: Number(reason) });
    const normal = WHY_NORMAL.find((own) => own === reason.replaceAll("-", "_"));
    return id === "become_normal" && normal ? t(`why_normal.${normal}`) : reason;
  };
  return { what, why };
}
