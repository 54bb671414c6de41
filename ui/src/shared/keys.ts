import { useEffect, useRef } from "react";
import { tinykeys } from "tinykeys";

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/** Whether a key belongs to what a person is writing, or to a dialog or menu that is open. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest(
      "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]",
    ) !== null
  );
}

/** Whether a dialog or a menu is open: it has the keys to itself. A list of choices belongs to a field. */
function isElsewhere(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}

interface Pressed {
  key: string;
  at: number;
}

/** So long the second key of a sequence is waited for, in milliseconds. */
const SEQUENCE_WAIT = 1000;
/** The sequences that somebody waits for, and the last two keys. */
const sequences = new Set<string>();
let pressed: [Pressed, Pressed] = [
  { key: "", at: 0 },
  { key: "", at: 0 },
];
window.addEventListener(
  "keydown",
  ({ key, timeStamp }) => {
    pressed = [pressed[1], { key, at: timeStamp }];
  },
  { capture: true },
);

/** Whether a key ends a sequence: it means that, and not what it means alone. */
function endsSequence(): boolean {
  const [first, second] = pressed;
  return second.at - first.at < SEQUENCE_WAIT && sequences.has(`${first.key} ${second.key}`);
}

/** Binds keys of one letter or a sequence: none fires while somebody types, composes or has a dialog open. */
export function useKeys(keys: KeyMap, enabled = true): void {
  const latest = useRef(keys);
  latest.current = keys;
  const names = Object.keys(keys).join("|");
  useEffect(() => {
    if (!enabled) return;
    const bound: KeyMap = {};
    for (const name of names.split("|").filter(Boolean)) {
      const isSequence = name.includes(" ");
      if (isSequence) sequences.add(name);
      const withControl = name.includes("$mod");
      bound[name] = (event) => {
        if (event.isComposing || event.keyCode === 229) return;
        if (!withControl && (isTyping(event) || isElsewhere())) return;
        if (!withControl && !isSequence && endsSequence()) return;
        if (!withControl && (event.metaKey || event.ctrlKey || event.altKey)) return;
        event.preventDefault();
        latest.current[name]?.(event);
      };
    }
    return tinykeys(window, bound);
  }, [names, enabled]);
}
