import type { ReactNode } from "react";

export type Tone = "blue" | "cyan" | "violet" | "amber" | "green" | "red" | "grey";

/// A word with a colour behind it. The colour helps those who see it; the word says it.
export function Badge({ tone, children, title }: { tone: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={`badge tone-${tone}`} title={title}>
      {children}
    </span>
  );
}
