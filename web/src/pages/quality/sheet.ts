import type { Schema } from "@/api/client";
import type { CheckSheet } from "./queries";

type Item = CheckSheet["items"][number];

/// What somebody typed, by criterion; a criterion that nobody touched has all its points.
export type Typed = Record<string, { points: string; reason: string }>;

export const givenOf = (item: Item, typed: Typed) =>
  typed[item.criterion] ?? { points: String(item.points ?? item.points_max), reason: item.reason };

/// Null: no whole number within the criterion's points.
export function pointsOf(item: Item, typed: Typed): number | null {
  const text = givenOf(item, typed).points.trim();
  if (!/^\d{1,3}$/.test(text)) return null;
  const points = Number(text);
  return points <= item.points_max ? points : null;
}

/// The points together; 0 as soon as one is lost where none may be. Null while something is no number.
export function totalOf(items: Item[], typed: Typed): number | null {
  let total = 0;
  let isLost = false;
  for (const item of items) {
    const points = pointsOf(item, typed);
    if (points === null) return null;
    isLost ||= item.fatal && points < item.points_max;
    total += points;
  }
  return isLost ? 0 : total;
}

/// Criteria that lack a number, or the reason for what is taken off.
export const lackingOf = (items: Item[], typed: Typed): string[] =>
  items
    .filter((item) => {
      const points = pointsOf(item, typed);
      return points === null || (points < item.points_max && !givenOf(item, typed).reason.trim());
    })
    .map((item) => item.criterion);

export const marksOf = (items: Item[], typed: Typed): Schema["QualityMark"][] =>
  items.map((item) => {
    const points = pointsOf(item, typed) ?? 0;
    const { reason } = givenOf(item, typed);
    return { criterion: item.criterion, points, ...(points < item.points_max && { reason }) };
  });
