import { useMemo } from "react";
import { go, to, useRoute } from "@/shared/route";
import { useWorkingSet } from "@/shared/settings";

export interface Question {
  down: string[];
  degraded: string[];
}

function keysOf(text: string | null): string[] {
  return (text ?? "").split(",").filter(Boolean);
}

/** What goes out, as the address says it. */
export function useQuestion() {
  const { query } = useRoute();
  const out = query.get("out");
  const worse = query.get("worse");
  const set = useWorkingSet();
  return useMemo(() => {
    const question: Question = { down: keysOf(out), degraded: keysOf(worse) };
    return {
      question,
      request: { ...set, ...question },
      isEmpty: question.down.length + question.degraded.length === 0,
    };
  }, [out, worse, set]);
}

export function addressOf({ down, degraded }: Question): string {
  return to(["impact"], { out: down.join(","), worse: degraded.join(",") });
}

/** Returns the question with an item going out in another way, or no more. */
export function withItem(
  { down, degraded }: Question,
  key: string,
  how: "down" | "degraded" | null,
): Question {
  const others = (keys: string[]) => keys.filter((own) => own !== key);
  return {
    down: how === "down" ? [...others(down), key] : others(down),
    degraded: how === "degraded" ? [...others(degraded), key] : others(degraded),
  };
}

export function ask(question: Question): void {
  go(addressOf(question), true);
}
