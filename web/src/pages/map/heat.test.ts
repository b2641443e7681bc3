import type { FeatureCollection } from "geojson";
import { describe, expect, it } from "vitest";
import type { Schema } from "@/api/client";
import { gathered, middleOf } from "./heat";

const shapes: FeatureCollection = {
  type: "FeatureCollection",
  features: [
    ["district", "11", 110, 20],
    ["street", "1101", 110.1, 20.1],
    ["street", "1102", 110.2, 20.2],
  ].map(([kind, code, lon, lat]) => ({
    type: "Feature",
    properties: { kind, code },
    geometry: { type: "Point", coordinates: [Number(lon), Number(lat)] },
  })),
};

const figureOf = (counts: Record<string, number>) =>
  ({
    lines: Object.entries(counts).map(([group, numerator]) => ({
      group,
      name: group,
      figure: { numerator },
    })),
  }) as unknown as Schema["Figure"];

describe("cases on the map", () => {
  it("are gathered at the middle of their street; none of a place without one is lost", () => {
    const { circles, elsewhere } = gathered(shapes, "street", figureOf({ 1101: 8, 1102: 2, "": 3 }));
    expect(circles.features.map((each) => [each.properties.code, each.properties.share])).toEqual([
      ["1101", 1],
      ["1102", 0.25],
    ]);
    expect(elsewhere).toBe(3);
  });
  it("leave out what has none", () => {
    expect(gathered(shapes, "district", figureOf({ 11: 0 })).circles.features).toEqual([]);
  });
});

describe("a place found by its name", () => {
  const places = [
    { code: "11", parent: "1" },
    { code: "1101", parent: "11" },
    { code: "110109", parent: "1101" },
  ];
  it("lies where it lies, or within what lies above it", () => {
    expect(middleOf(shapes, places, "1101")).toEqual({ lon: 110.1, lat: 20.1 });
    expect(middleOf(shapes, places, "110109")).toEqual({ lon: 110.1, lat: 20.1 });
    expect(middleOf(shapes, places, "unknown")).toBeUndefined();
  });
});
