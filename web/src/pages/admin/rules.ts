import type { Schema } from "@/api/client";

/// 510 -> "08:30".
export const clockOfDay = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/// Whether people work on a day, and its name where it has one.
export function workdayOf(rules: Pick<Schema["CityRules"], "days">, day: string) {
  const named = rules.days.find((each) => each.day === day);
  if (named) return { isWork: named.is_work, name: named.name };
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return { isWork: weekday !== 0 && weekday !== 6, name: "" };
}

/// The name of a unit, or in words that it is the unit of the place.
export const placedUnit = (code: string, nameOf: (code: string) => string, t: (key: string) => string) =>
  code === "@district" || code === "@street" ? t(`rules.${code.slice(1)}`) : nameOf(code);
