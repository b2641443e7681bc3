import { expect, test } from "vitest";
import type { CheckSheet } from "./queries";
import { lackingOf, marksOf, totalOf } from "./sheet";

const items: CheckSheet["items"] = [
  { criterion: "matter", name: "要素完整", points_max: 60, fatal: false, reason: "" },
  { criterion: "privacy", name: "不外泄", points_max: 40, fatal: true, reason: "" },
];

test("what nobody touched has all its points", () => {
  expect(totalOf(items, {})).toBe(100);
  expect(lackingOf(items, {})).toEqual([]);
  expect(marksOf(items, {})).toEqual([
    { criterion: "matter", points: 60 },
    { criterion: "privacy", points: 40 },
  ]);
});

test("what is taken off needs a reason, and a fatal point is all points", () => {
  const typed = { matter: { points: "45", reason: "" } };
  expect(totalOf(items, typed)).toBe(85);
  expect(lackingOf(items, typed)).toEqual(["matter"]);
  expect(totalOf(items, { privacy: { points: "39", reason: "写了电话" } })).toBe(0);
});

test("what is no whole number within the points is no mark", () => {
  for (const points of ["", "61", "-1", "4.5", "x"]) {
    expect(totalOf(items, { matter: { points, reason: "" } })).toBeNull();
    expect(lackingOf(items, { matter: { points, reason: "x" } })).toEqual(["matter"]);
  }
});
