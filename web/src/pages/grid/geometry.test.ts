import { describe, expect, it } from "vitest";
import { type Cell, cellAt, isInside, metresBetween, middleOf, sketchOf } from "./geometry";

const square = (code: string, lon: number, lat: number, side = 0.01): Cell => ({
  code,
  name: code,
  community: "1",
  community_name: "",
  people: 1,
  ring: [
    { lon, lat },
    { lon: lon + side, lat },
    { lon: lon + side, lat: lat + side },
    { lon, lat: lat + side },
    { lon, lat },
  ],
});

describe("where somebody stands", () => {
  const cells = [square("west", 110, 20), square("east", 110.01, 20)];
  it("finds the one cell, and none outside", () => {
    expect(cellAt(cells, { lon: 110.005, lat: 20.005 })?.code).toBe("west");
    expect(cellAt(cells, { lon: 110.015, lat: 20.005 })?.code).toBe("east");
    expect(cellAt(cells, { lon: 110.025, lat: 20.005 })).toBeUndefined();
    // On the line between two, exactly one of them has it.
    const line = { lon: 110.01, lat: 20.005 };
    expect(cells.filter((cell) => isInside(line, cell.ring))).toHaveLength(1);
  });
  it("counts a corner that closes the ring once", () => {
    const middle = middleOf(square("a", 110, 20).ring);
    expect(middle.lon).toBeCloseTo(110.005);
    expect(middle.lat).toBeCloseTo(20.005);
  });
  it("a hundredth of a degree of latitude is 1,112 metres", () => {
    expect(metresBetween({ lon: 110, lat: 20 }, { lon: 110, lat: 20.01 })).toBeCloseTo(1112, 0);
    expect(metresBetween({ lon: 110, lat: 20 }, { lon: 110.01, lat: 20 })).toBeCloseTo(1045, 0);
  });
  it("draws north up and nothing outside of the paper", () => {
    const sketch = sketchOf(cells, 300, 200);
    expect(sketch?.shapes).toHaveLength(2);
    const north = sketch?.place({ lon: 110.01, lat: 20.01 });
    const south = sketch?.place({ lon: 110.01, lat: 20 });
    expect(north?.y).toBe(0);
    expect(south?.y).toBeCloseTo(sketch?.height ?? 0);
    expect(sketch?.height).toBeLessThanOrEqual(200);
    expect(sketchOf([], 300, 200)).toBeUndefined();
  });
});
