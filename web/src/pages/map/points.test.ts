import type { FeatureCollection } from "geojson";
import { describe, expect, it } from "vitest";
import type { Schema } from "@/api/client";
import { coloursOf, groupOf, kColourings, kGroups, pointsOf } from "./points";

const kNow = Date.parse("2026-03-02T10:00:00+08:00");
const line = (part: Partial<Schema["CaseLine"]>) =>
  ({
    id: "1",
    place: "1101",
    state: "handling",
    type: "help",
    opened_at: "2026-03-02T09:00:00+08:00",
    ...part,
  }) as Schema["CaseLine"];
const shapes: FeatureCollection = {
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: { kind: "street", code: "1101" },
      geometry: { type: "Point", coordinates: [110.1, 20.1] },
    },
  ],
};

describe("a case on the map", () => {
  it("stands where somebody pointed, else in the middle of its place, else nowhere", () => {
    const lines = [line({}), line({ id: "2" }), line({ id: "3", place: "" })];
    const pointed = new Map([["1", { lon: 110.5, lat: 20.5 }]]);
    const { points, lost } = pointsOf(lines, pointed, "type", kNow, shapes, [{ code: "1101", parent: "" }]);
    expect(points.features.map((each) => each.geometry.coordinates)).toEqual([
      [110.5, 20.5],
      [110.1, 20.1],
    ]);
    expect(points.features.map((each) => each.properties.isExact)).toEqual([true, false]);
    expect(lost).toBe(1);
  });
  it("is coloured by its clock, its state or its kind", () => {
    expect(groupOf(line({ overdue: true }), "clock", kNow)).toBe("late");
    expect(groupOf(line({ next_due_at: "2026-03-02T10:10:00+08:00" }), "clock", kNow)).toBe("soon");
    expect(groupOf(line({ closed_at: "2026-03-02T09:30:00+08:00" }), "clock", kNow)).toBe("done");
    expect(groupOf(line({}), "state", kNow)).toBe("handling");
    expect(groupOf(line({ state: "archived" }), "state", kNow)).toBe("done");
    expect(groupOf(line({}), "type", kNow)).toBe("help");
  });
  it("has a colour of its own for every group, in both themes", () => {
    for (const by of kColourings) {
      for (const isDark of [false, true]) {
        const colours = coloursOf(by, isDark);
        expect(new Set(colours).size).toBe(kGroups[by].length);
      }
    }
  });
});
