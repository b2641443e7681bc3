import type { ReactNode } from "react";

/// A list of what is known, name beside value.
export function Facts({ children, columns = 2 }: { children: ReactNode; columns?: number }) {
  return (
    <dl className="facts" style={{ gridTemplateColumns: `repeat(${columns}, auto minmax(0, 1fr))` }}>
      {children}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === undefined || children === null || children === false || children === "") return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
