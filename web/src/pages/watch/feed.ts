import type { FeedLine } from "@/api/queries";

export type Line = FeedLine;
export const kCauses = ["overdue", "repeated", "blocked"] as const;
export type Cause = (typeof kCauses)[number];

/// What the address asks for; words that we do not know are passed over.
export const causesIn = (text: string | null): ReadonlySet<Cause> =>
  new Set(kCauses.filter((cause) => (text ?? "").split(",").includes(cause)));

/// Nothing ticked: all. Otherwise whoever has one of them.
export const matching = (causes: ReadonlySet<Cause>) => (line: Pick<Line, Cause>) =>
  causes.size === 0 || kCauses.some((cause) => causes.has(cause) && line[cause]);
