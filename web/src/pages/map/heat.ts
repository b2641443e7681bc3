import type { Feature, FeatureCollection, Point } from "geojson";
import type { Schema } from "@/api/client";

export type Level = "district" | "street";
export type Counted = Feature<Point, { code: string; name: string; value: number; share: number }>;

/// Cases gathered at the middle of their district or street: a circle for each, larger where there are more.
/// Places without a middle of their own are told apart, so that no case is lost on the way to the map.
export function gathered(shapes: FeatureCollection, level: Level, figure: Schema["Figure"]) {
  const middles = new Map<string, [number, number]>();
  for (const { geometry, properties } of shapes.features) {
    if (geometry.type !== "Point" || properties?.kind !== level) continue;
    middles.set(String(properties.code), geometry.coordinates as [number, number]);
  }
  const most = Math.max(1, ...figure.lines.map((line) => line.figure.numerator));
  const features: Counted[] = [];
  let elsewhere = 0;
  for (const line of figure.lines) {
    const value = line.figure.numerator;
    const coordinates = middles.get(line.group);
    if (!coordinates) {
      elsewhere += value;
    } else if (value > 0) {
      features.push({
        type: "Feature",
        geometry: { type: "Point", coordinates },
        properties: { code: line.group, name: line.name, value, share: value / most },
      });
    }
  }
  return { circles: { type: "FeatureCollection" as const, features }, elsewhere };
}

/// Where a place lies: its own middle, or that of the nearest place above that has one.
export function middleOf(
  shapes: FeatureCollection,
  places: { code: string; parent: string }[],
  code: string,
): { lon: number; lat: number } | undefined {
  const points = new Map(
    shapes.features.flatMap(({ geometry, properties }) =>
      geometry.type === "Point" ? [[String(properties?.code), geometry.coordinates] as const] : [],
    ),
  );
  const parents = new Map(places.map((place) => [place.code, place.parent]));
  let at: string | undefined = code;
  for (let step = 0; at && step < 8; step += 1) {
    const found = points.get(at);
    if (found) return { lon: found[0] ?? 0, lat: found[1] ?? 0 };
    at = parents.get(at);
  }
  return undefined;
}
