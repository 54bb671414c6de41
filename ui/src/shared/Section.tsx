import { type ReactNode, useId } from "react";

/** A titled box. */
export function Section({
  title,
  count,
  actions,
  children,
  flush,
  spot,
}: {
  title: string;
  count?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** The content reaches the border: tables. */
  flush?: boolean;
  /** What a tour calls it. */
  spot?: string;
}) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id} data-tour={spot}>
      <header>
        <h2 id={id}>
          {title}
          {count !== undefined && <span className="dim"> · {count}</span>}
        </h2>
        {actions}
      </header>
      <div className={flush ? "scroll-x" : "inside"}>{children}</div>
    </section>
  );
}
