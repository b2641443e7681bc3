import { describe, expect, it } from "vitest";
import { fromField, shortTime, spanOf, toField, urgencyOf, wallClock } from "./time";

const kHaikou = 480;
const at = (text: string) => Date.parse(text);

describe("the city's wall clock, wherever the browser stands", () => {
  it("shows today's times short and older ones with their day", () => {
    const now = at("2026-03-02T01:30:00Z");
    expect(shortTime("2026-03-02T09:00:00+08:00", now, kHaikou)).toBe("09:00");
    expect(shortTime("2026-03-01T23:59:00+08:00", now, kHaikou)).toBe("03-01 23:59");
    expect(shortTime("2025-12-31T23:59:00+08:00", now, kHaikou)).toBe("2025-12-31 23:59");
  });
  it("knows that the day turns at the city's midnight, not at ours", () => {
    expect(wallClock(at("2026-03-01T16:00:00Z"), kHaikou)).toBe("2026-03-02T00:00:00");
  });
  it("gives what was typed back as the same moment", () => {
    const typed = toField(at("2026-03-02T01:30:00Z"), kHaikou);
    expect(fromField(typed, kHaikou)).toBe("2026-03-02T09:30:00+08:00");
    expect(fromField("2026-03-02T09:30", -210)).toBe("2026-03-02T09:30:00-03:30");
  });
});

describe("how near a due time is", () => {
  const due = "2026-03-02T12:00:00+08:00";
  it.each([
    ["2026-03-02T12:00:01+08:00", "late"],
    ["2026-03-02T11:45:00+08:00", "soon"],
    ["2026-03-02T09:00:00+08:00", "near"],
    ["2026-03-01T09:00:00+08:00", "calm"],
  ])("at %s it is %s", (now, word) => {
    expect(urgencyOf(due, at(now))).toBe(word);
  });
  it("counts in days, hours and minutes", () => {
    expect(spanOf(-(26 * 3_600_000 + 5 * 60_000))).toEqual({ days: 1, hours: 2, minutes: 5, seconds: 0 });
  });
});
