import { describe, expect, it } from "vitest";
import { clockLines, clockOfDay, matterOf, placedUnit, workdayOf } from "./rules";

const rules = {
  days: [
    { day: "2026-02-14", is_work: true, name: "春节" },
    { day: "2026-02-16", is_work: false, name: "春节" },
  ],
};

describe("a day of the calendar", () => {
  it.each([
    ["2026-02-13", "Fri", true, ""],
    ["2026-02-14", "Sat", true, "春节"],
    ["2026-02-16", "Mon", false, "春节"],
    ["2026-02-28", "Sat", false, ""],
    ["2026-03-01", "Sun", false, ""],
  ])("%s (%s)", (day, _weekday, isWork, name) => {
    expect(workdayOf(rules, day)).toEqual({ isWork, name });
  });
  it("has its hours in words", () => {
    expect([510, 720, 1050].map(clockOfDay)).toEqual(["08:30", "12:00", "17:30"]);
  });
});

describe("a rule of the catalogue", () => {
  it("names a unit, or says that it is the unit of the place", () => {
    const nameOf = (code: string) => `unit ${code}`;
    expect(placedUnit("M027", nameOf, (key) => key)).toBe("unit M027");
    expect(placedUnit("@street", nameOf, (key) => key)).toBe("rules.street");
  });
});

describe("what a rule is about", () => {
  const categories = [
    { code: "1001", level1: "城市管理", level2: "市容", name: "占道经营" },
    { code: "1002", level1: "城市管理", level2: "市容", name: "乱贴广告" },
    { code: "1101", level1: "城市管理", level2: "噪声", name: "夜间施工" },
    { code: "2001", level1: "公共服务", level2: "供水", name: "停水" },
  ];
  it.each([
    ["1001", "占道经营"],
    ["10*", "市容"],
    ["1*", "城市管理"],
    ["*", "任何分类"],
    ["3*", "3*"],
    ["9999", "9999"],
  ])("%s is %s", (pattern, words) => {
    expect(matterOf(pattern, categories, "任何分类")).toBe(words);
  });
});

describe("the limits", () => {
  it("share a line where kinds of request have the same", () => {
    type Clocks = Parameters<typeof clockLines>[0];
    const clock = (type: string, urgent: boolean, name = "") =>
      ({
        name,
        type,
        urgent,
        categories: [],
        contact: { amount: urgent ? 30 : 1 },
      }) as unknown as Clocks[number];
    const lines = clockLines([
      clock("help", false),
      clock("help", true),
      clock("complaint", false),
      clock("complaint", false, "疑难事项"),
    ]);
    expect(lines.map(({ types, urgent, name }) => [types.join(), urgent, name])).toEqual([
      ["help,complaint", false, ""],
      ["help", true, ""],
      ["complaint", false, "疑难事项"],
    ]);
  });
});
