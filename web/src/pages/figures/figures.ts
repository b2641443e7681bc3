import type { Schema } from "@/api/client";
import type { paths } from "@/api/schema";
import { wallClock } from "@/text/time";

// What is asked of a figure, as it stands in the address, and how its numbers are written.

export type Question = NonNullable<paths["/api/v1/figures/{metric}"]["get"]["parameters"]["query"]>;
export type GroupBy = Schema["GroupBy"];
type Value = Schema["FigureValue"];
type Shape = Schema["MetricShape"];

export const kDefaultMetric = "finished_on_time_rate";
/// What everybody asks first.
export const kTiles = [
  "cases_accepted",
  "desk_rate",
  "acknowledged_on_time_rate",
  "finished_on_time_rate",
  "solved_rate",
  "satisfied_rate",
  "redone_rate",
  "overdue_open",
];
export const kGroups: GroupBy[] = ["unit", "district", "street", "category", "type", "channel"];
export const kPresets = ["today", "days7", "days30", "month", "lastMonth", "year"] as const;
export type Preset = (typeof kPresets)[number];

const kDayMs = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
export const todayOf = (now: number, offset: number) => wallClock(now, offset).slice(0, 10);

/// The last day of the month of this day.
export function monthEnd(day: string): string {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return dayOf(Date.UTC(year, month, 1) - kDayMs);
}

export function periodOf(preset: Preset, today: string): { from: string; to: string } {
  const first = `${today.slice(0, 7)}-01`;
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "days7":
      return { from: dayOf(at(today) - 6 * kDayMs), to: today };
    case "days30":
      return { from: dayOf(at(today) - 29 * kDayMs), to: today };
    case "month":
      return { from: first, to: today };
    case "lastMonth": {
      const last = dayOf(at(first) - kDayMs);
      return { from: `${last.slice(0, 7)}-01`, to: last };
    }
    case "year":
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
  }
}

const isDay = (text: string | null): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "");
const kFilters = ["unit", "place", "category", "type", "channel"] as const;

/// What the address asks; without days, the last thirty.
export function questionOf(search: URLSearchParams, today: string): Question {
  const usual = periodOf("days30", today);
  const from = search.get("from");
  const to = search.get("to");
  const question: Question = { from: isDay(from) ? from : usual.from, to: isDay(to) ? to : usual.to };
  for (const name of kFilters) {
    const value = search.get(name);
    if (value) Object.assign(question, { [name]: value });
  }
  return question;
}

export const groupOf = (search: URLSearchParams): GroupBy =>
  kGroups.find((each) => each === search.get("group")) ?? "unit";

const kDaysMax = 62;
/// Up to two months by day, more by month.
export const trendOf = ({ from, to }: Question): GroupBy =>
  (at(to) - at(from)) / kDayMs < kDaysMax ? "day" : "month";

/// The same question, narrowed to one line of its groups.
export function narrowed(question: Question, groupBy: GroupBy, group: string): Question {
  switch (groupBy) {
    case "unit":
    case "category":
    case "type":
    case "channel":
      return { ...question, [groupBy]: group };
    case "district":
    case "street":
      return { ...question, place: group };
    case "day":
      return { ...question, from: group, to: group };
    case "month": {
      const first = `${group.slice(0, 7)}-01`;
      const last = monthEnd(first);
      return {
        ...question,
        from: first.localeCompare(question.from) > 0 ? first : question.from,
        to: last.localeCompare(question.to) < 0 ? last : question.to,
      };
    }
    case "none":
      return question;
  }
}

const isTime = (shape: Shape) => shape === "mean" || shape === "median" || shape === "p90";

/// "87.25%", "1,204", "6.4"; a dash where nothing was divided by nothing.
export function written(value: Value, shape: Shape): string {
  if (shape === "count") return value.numerator.toLocaleString("en-US");
  if (value.value === undefined) return "—";
  return isTime(shape) ? value.value.toFixed(1) : `${value.value.toFixed(2)}%`;
}

/// What a chart draws: nothing where there is no value.
export const drawn = (value: Value, shape: Shape): number | null =>
  shape === "count" ? value.numerator : (value.value ?? null);

export const hasParts = (shape: Shape) => shape === "rate" || shape === "mean";

export function exportUrl(metric: string, question: Question, groupBy: GroupBy, format: "csv" | "xlsx") {
  const query = new URLSearchParams({
    ...(question as unknown as Record<string, string>),
    group_by: groupBy,
  });
  query.set("format", format);
  return `/api/v1/figures/${encodeURIComponent(metric)}/export?${query}`;
}
