import { describe, expect, it } from "vitest";
import { exportUrl, narrowed, periodOf, questionOf, trendOf, written } from "./figures";

const value = (numerator: number, denominator: number, percent?: number) => ({
  numerator,
  denominator,
  value: percent,
  is_small: false,
  record_numerator: numerator,
  record_denominator: denominator,
});

describe("a period", () => {
  it.each([
    ["today", "2026-03-02", "2026-03-02", "2026-03-02"],
    ["days7", "2026-03-02", "2026-02-24", "2026-03-02"],
    ["month", "2026-03-02", "2026-03-01", "2026-03-02"],
    ["lastMonth", "2026-03-31", "2026-02-01", "2026-02-28"],
    ["lastMonth", "2028-03-01", "2028-02-01", "2028-02-29"],
    ["lastMonth", "2026-01-15", "2025-12-01", "2025-12-31"],
    ["year", "2026-03-02", "2026-01-01", "2026-03-02"],
  ] as const)("%s of %s", (preset, today, from, to) => {
    expect(periodOf(preset, today)).toEqual({ from, to });
  });
  it("is shown by day up to two months, by month beyond", () => {
    expect(trendOf({ from: "2026-01-01", to: "2026-03-03" })).toBe("day");
    expect(trendOf({ from: "2026-01-01", to: "2026-03-04" })).toBe("month");
  });
});

describe("a question", () => {
  it("stands in the address; what is no day is passed over", () => {
    const search = new URLSearchParams("from=yesterday&to=2026-03-02&unit=M027&view=figures");
    expect(questionOf(search, "2026-03-02")).toEqual({ from: "2026-02-01", to: "2026-03-02", unit: "M027" });
  });
  it("is narrowed to a month without leaving its own days", () => {
    const question = { from: "2026-01-15", to: "2026-03-02" };
    expect(narrowed(question, "month", "2026-01")).toEqual({ from: "2026-01-15", to: "2026-01-31" });
    expect(narrowed(question, "month", "2026-03")).toEqual({ from: "2026-03-01", to: "2026-03-02" });
  });
  it("is narrowed to a district as to a place", () => {
    expect(narrowed({ from: "a", to: "b" }, "district", "460105").place).toBe("460105");
  });
  it("goes into the name of its file", () => {
    expect(
      exportUrl("solved_rate", { from: "2026-03-01", to: "2026-03-31", unit: "M 1" }, "unit", "xlsx"),
    ).toBe(
      "/api/v1/figures/solved_rate/export?from=2026-03-01&to=2026-03-31&unit=M+1&group_by=unit&format=xlsx",
    );
  });
});

describe("a number", () => {
  it("nothing of nothing is a dash, none of some is zero", () => {
    expect(written(value(0, 0), "rate")).toBe("—");
    expect(written(value(0, 4, 0), "rate")).toBe("0.00%");
  });
  it("counts, rates and hours are written each in its way", () => {
    expect(written(value(12_345, 0), "count")).toBe("12,345");
    expect(written(value(3, 4, 75), "rate")).toBe("75.00%");
    expect(written(value(13, 2, 6.5), "mean")).toBe("6.5");
  });
});
