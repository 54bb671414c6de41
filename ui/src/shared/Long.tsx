import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from "react";

/** A former or a present value of any length: a long one scrolls in its own box, and the keyboard can reach it there. */
export function Long({ as: As, children }: { as: "ins" | "del"; children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  const [isLong, setLong] = useState(false);
  useLayoutEffect(() => {
    const { scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    setLong(scrollHeight > clientHeight);
  });
  return (
    <As ref={box as RefObject<HTMLModElement>} className="long" tabIndex={isLong ? 0 : undefined}>
      {children}
    </As>
  );
}
