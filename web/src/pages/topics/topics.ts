import type { Schema } from "@/api/client";
import type { Paper } from "@/pages/paper/papers";

export type Topic = Schema["HotTopic"];

/// A topic has no number: its words name it from one look to the next.
export const keyOf = (topic: Pick<Topic, "words" | "summary">): string =>
  topic.words.join("·") || topic.summary;

/// How hot beside the hottest of the list: 0 to 1.
export function shareOf(topic: Pick<Topic, "heat">, all: Pick<Topic, "heat">[]): number {
  const most = Math.max(...all.map((each) => each.heat), 0);
  return most > 0 ? topic.heat / most : 0;
}

export interface Surge {
  /// First digits of its categories; "*" is several, "" unknown.
  group: string;
  place: string;
  from: string;
  persons: number;
  expected: number;
  chance: number;
  lead: string;
}

const isNumber = (value: unknown): value is number => typeof value === "number";
const isText = (value: unknown): value is string => typeof value === "string";

/// The facts of a warning; what a newer server words otherwise is empty.
export function surgeOf(paper: Pick<Paper, "body" | "head">): Surge {
  const body = paper.body as Record<string, unknown>;
  const text = (name: string) => (isText(body[name]) ? body[name] : "");
  const number = (name: string) => (isNumber(body[name]) ? body[name] : 0);
  return {
    group: text("group"),
    place: text("place"),
    from: text("from") || paper.head.opened_at,
    persons: number("persons"),
    expected: number("expected"),
    chance: number("chance"),
    lead: text("lead"),
  };
}

/// What the categories of a group have in common: the name of the level above them.
export function groupName(
  group: string,
  categories: Pick<Schema["City"]["categories"][number], "code" | "level1" | "level2">[],
): string | undefined {
  if (group === "" || group === "*") return undefined;
  const within = categories.filter((each) => each.code.startsWith(group));
  const first = within[0];
  if (!first) return undefined;
  return within.every((each) => each.level2 === first.level2) ? first.level2 : first.level1;
}

const kOddsMax = 1_000_000;

/// "One hour in so many": a power of ten that people can picture, never more than is true.
export function oddsOf(chance: number): number {
  if (!(chance > 0)) return kOddsMax;
  let odds = 1;
  while (odds < kOddsMax && odds * 10 * chance <= 1) odds *= 10;
  return odds;
}
