import type { Schema } from "@/api/client";

export type Point = Schema["GeoPoint"];
export type Cell = Schema["GridCell"];

const kEarthMetres = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/// Along the ground; exact enough for a walk.
export function metresBetween(a: Point, b: Point): number {
  const x = radians(b.lon - a.lon) * Math.cos(radians((a.lat + b.lat) / 2));
  const y = radians(b.lat - a.lat);
  return Math.hypot(x, y) * kEarthMetres;
}

/// Whether a ring holds a point: a ray to the east crosses its edges an odd number of times.
export function isInside(point: Point, ring: Point[]): boolean {
  let inside = false;
  ring.forEach((from, at) => {
    const to = ring[(at + 1) % ring.length] ?? from;
    if (from.lat > point.lat === to.lat > point.lat) return;
    const crossing = from.lon + ((point.lat - from.lat) / (to.lat - from.lat)) * (to.lon - from.lon);
    if (point.lon < crossing) inside = !inside;
  });
  return inside;
}

export const cellAt = (cells: Cell[], point: Point) => cells.find((cell) => isInside(point, cell.ring));

/// The middle of a ring's corners; the closing corner counts once.
export function middleOf(ring: Point[]): Point {
  const corners = ring.length > 1 ? ring.slice(0, -1) : ring;
  const sum = corners.reduce((all, at) => ({ lon: all.lon + at.lon, lat: all.lat + at.lat }), {
    lon: 0,
    lat: 0,
  });
  return { lon: sum.lon / corners.length, lat: sum.lat / corners.length };
}

export interface Sketch {
  width: number;
  height: number;
  shapes: { code: string; path: string }[];
  place: (point: Point) => { x: number; y: number };
}

/// The cells as shapes of a drawing `width` wide, north up: no map has to be fetched for it.
export function sketchOf(cells: Cell[], width: number, heightMax: number): Sketch | undefined {
  const corners = cells.flatMap((cell) => cell.ring);
  if (corners.length === 0) return undefined;
  const lons = corners.map((at) => at.lon);
  const lats = corners.map((at) => at.lat);
  const west = Math.min(...lons);
  const north = Math.max(...lats);
  const south = Math.min(...lats);
  const squeeze = Math.cos(radians((north + south) / 2));
  const across = Math.max((Math.max(...lons) - west) * squeeze, 1e-6);
  const up = Math.max(north - south, 1e-6);
  const scale = Math.min(width / across, heightMax / up);
  const left = (width - across * scale) / 2;
  const place = (at: Point) => ({
    x: left + (at.lon - west) * squeeze * scale,
    y: (north - at.lat) * scale,
  });
  const word = ({ x, y }: { x: number; y: number }) => `${x.toFixed(1)},${y.toFixed(1)}`;
  return {
    width,
    height: up * scale,
    shapes: cells.map((cell) => ({
      code: cell.code,
      path: `M${cell.ring.map((at) => word(place(at))).join("L")}Z`,
    })),
    place,
  };
}
