import { describe, expect, it } from "vitest";
import { clockOfDay, placedUnit, workdayOf } from "./rules";

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
