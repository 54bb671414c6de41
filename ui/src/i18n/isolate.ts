const [ISOLATE, POP] = ["\u2068", "\u2069"];
/** What can turn the text beside it: letters that run from right to left, and the controls of direction. */
const TURNS =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Returns a value in an isolate of its own where it could turn the sentence around it; else as it is. What would end
 * the isolate early is taken out, what it leaves open is closed.
 */
export function isolated(value: string): string {
  if (!TURNS.test(value)) return value;
  let depth = 0;
  let inner = "";
  for (const character of value) {
    if (character === POP && depth === 0) continue;
    if (character === POP) depth -= 1;
    else if (character >= "\u2066" && character <= ISOLATE) depth += 1;
    inner += character;
  }
  return ISOLATE + inner + POP.repeat(depth + 1);
}
