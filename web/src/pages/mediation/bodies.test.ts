import { expect, it } from "vitest";
import { shareLeft } from "./bodies";

it.each([
  ["just asked", "2026-03-02T09:00:00Z", 1],
  ["half of ten minutes", "2026-03-02T09:05:00Z", 0.5],
  ["over", "2026-03-02T09:11:00Z", 0],
  ["a clock behind the server's", "2026-03-02T08:59:00Z", 1],
])("%s", (_, now, share) => {
  expect(shareLeft("2026-03-02T09:00:00Z", "2026-03-02T09:10:00Z", Date.parse(now))).toBe(share);
});
it("no time at all is none left", () => {
  expect(shareLeft("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z", 0)).toBe(0);
});
