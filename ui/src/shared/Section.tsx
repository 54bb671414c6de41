import { type ReactNode, useId } from "react";

/** A titled box. */
export function Section({
  title,
  count,
  actions,
  children,
  flush,
}: {
  title: string;
  count?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** The content reaches the border: tables. */
  flush?: boolean;
}) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
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
