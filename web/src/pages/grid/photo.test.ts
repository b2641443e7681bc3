import { expect, it } from "vitest";
import { fitWithin, kLongSide } from "./photo";

it.each([
  ["twelve megapixels, lying", 4000, 3000, 1920, 1440],
  ["twelve megapixels, standing", 3000, 4000, 1440, 1920],
  ["small ones stay", 640, 480, 640, 480],
  ["a strip keeps a line", 9000, 2, 1920, 1],
])("%s", (_, width, height, wide, high) => {
  expect(fitWithin({ width, height }, kLongSide)).toEqual({ width: wide, height: high });
});
