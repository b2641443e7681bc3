import type { Feature, FeatureCollection, Point } from "geojson";
import type { Schema } from "@/api/client";
import { urgencyOf } from "@/text/time";
import { middleOf } from "./heat";

type Line = Schema["CaseLine"];

/// What a point's colour tells.
export const kColourings = ["clock", "state", "type"] as const;
export type Colouring = (typeof kColourings)[number];

/// What the map shows at first: what somebody still works on.
export const kAtWork: Schema["CaseState"][] = [
  "registered",
  "awaiting_supplement",
  "decline_review",
  "dispatched",
  "handling",
  "return_review",
  "answer_review",
  "callback",
];

/// The groups of each colouring, the gravest first; a cluster takes the colour of its gravest.
export const kGroups: Record<Colouring, readonly string[]> = {
  clock: ["late", "soon", "near", "calm", "done"],
  state: [...kAtWork, "done"],
  type: ["report", "complaint", "help", "consultation", "suggestion", "praise"],
};

export function groupOf(line: Line, by: Colouring, now: number): string {
  if (by === "type") return line.type;
  if (line.closed_at) return "done";
  if (by === "state") return kGroups.state.includes(line.state) ? line.state : "done";
  if (line.overdue) return "late";
  return line.next_due_at ? urgencyOf(line.next_due_at, now, line.opened_at) : "calm";
}

export type CasePoint = Feature<Point, { id: string; group: string; rank: number; isExact: boolean }>;

/// Each case at its point, or in the middle of its place where nobody pointed; `lost` have neither.
export function pointsOf(
  lines: Line[],
  pointed: ReadonlyMap<string, Schema["GeoPoint"]>,
  by: Colouring,
  now: number,
  shapes: FeatureCollection,
  places: { code: string; parent: string }[],
) {
  const middles = new Map<string, ReturnType<typeof middleOf>>();
  const features: CasePoint[] = [];
  let lost = 0;
  for (const line of lines) {
    const point = pointed.get(line.id);
    if (!point && !middles.has(line.place)) middles.set(line.place, middleOf(shapes, places, line.place));
    const at = point ?? middles.get(line.place);
    if (!at) {
      lost += 1;
      continue;
    }
    const group = groupOf(line, by, now);
    features.push({
      type: "Feature",
      geometry: { type: "Point", coordinates: [at.lon, at.lat] },
      properties: { id: line.id, group, rank: kGroups[by].indexOf(group), isExact: !!point },
    });
  }
  return { points: { type: "FeatureCollection" as const, features }, lost };
}

const kLight = [
  "#b3231a",
  "#a35a00",
  "#8a6d00",
  "#1457c9",
  "#5b6675",
  "#6b3fa0",
  "#0e7490",
  "#187a3c",
  "#7a4b2a",
];
const kDark = [
  "#ff7b70",
  "#e0a04a",
  "#d9c24a",
  "#7fb0ff",
  "#9aa6b5",
  "#c09bef",
  "#5cc7dd",
  "#55c17a",
  "#d3a27d",
];

/// A colour for each group of a colouring, in its order.
export const coloursOf = (by: Colouring, isDark: boolean): string[] =>
  kGroups[by].map((_, at) => (isDark ? kDark : kLight)[at] ?? "#5b6675");
