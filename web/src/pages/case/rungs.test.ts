import { describe, expect, it } from "vitest";
import type { Schema } from "@/api/client";
import { rungsOf } from "./rungs";

const limit = { amount: 1, unit: "working_days" as const };
const ladder: Schema["Ladder"] = {
  items: [0, 1, 2, 3].map((level) => ({
    level,
    code: `l${level}`,
    name: `第${level}级`,
    colour: "yellow" as const,
    document: "reminder" as const,
    document_label: "催办",
    limit,
    effect: "",
  })),
};

const climbTo = (...levels: number[]) =>
  ({
    rungs: levels.map((level) => ({
      level,
      trigger: "overdue",
      paper: "1",
      reached_at: "2026-03-02T09:00:00Z",
    })),
  }) as unknown as Schema["Climb"];

describe("a case on the ladder", () => {
  it("that gave no cause has all rungs before it; mere reminders are no rung", () => {
    expect(rungsOf(ladder, null).map((rung) => [rung.level, rung.isPassed])).toEqual([
      [1, false],
      [2, false],
      [3, false],
    ]);
  });
  it("that jumped over a rung will not climb that one later", () => {
    const rungs = rungsOf(ladder, climbTo(2));
    expect(rungs.map((rung) => rung.isPassed)).toEqual([true, true, false]);
    expect(rungs.map((rung) => rung.reached !== undefined)).toEqual([false, true, false]);
  });
});
