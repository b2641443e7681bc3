import { type ReactNode, useId } from "react";

interface Props {
  title: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
  className?: string;
  flush?: boolean;
}

/// A part of a page with its heading.
export function Panel({ title, extra, children, className = "", flush = false }: Props) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        {extra && <div className="panel-extra">{extra}</div>}
      </header>
      <div className={flush ? "panel-body is-flush" : "panel-body"}>{children}</div>
    </section>
  );
}
