import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";

/** What came of something that went well. */
export function Good({ children }: { children: ReactNode }) {
  return (
    <p className="row said" style={{ margin: 0 }} role="status">
      <IconCircleCheck size={15} aria-hidden="true" color="var(--added)" /> <span>{children}</span>
    </p>
  );
}
