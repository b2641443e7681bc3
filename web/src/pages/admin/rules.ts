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

type Category = Pick<Schema["City"]["categories"][number], "code" | "level1" | "level2" | "name">;

/// What a rule is about, in words: one category, or all whose codes begin so, by the narrowest level they share.
export function matterOf(pattern: string, categories: Category[], anything: string): string {
  if (pattern === "*") return anything;
  if (!pattern.endsWith("*")) return categories.find(({ code }) => code === pattern)?.name ?? pattern;
  const within = categories.filter(({ code }) => code.startsWith(pattern.slice(0, -1)));
  for (const level of ["level2", "level1"] as const) {
    const names = [...new Set(within.map((each) => each[level]))];
    if (names.length === 1 && names[0]) return names[0];
  }
  return pattern;
}

type Clock = Schema["CityRules"]["clocks"][number];

/// Limits as people read them: kinds of request with the same ones share a line, in the order of the first of each.
export function clockLines(clocks: Clock[]): (Omit<Clock, "type"> & { types: Clock["type"][] })[] {
  const lines = new Map<string, Omit<Clock, "type"> & { types: Clock["type"][] }>();
  for (const { type, ...rest } of clocks) {
    const same = JSON.stringify(rest);
    const line = lines.get(same);
    if (line) line.types.push(type);
    else lines.set(same, { ...rest, types: [type] });
  }
  return [...lines.values()];
}
