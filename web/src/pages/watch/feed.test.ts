import { describe, expect, it } from "vitest";
import { causesIn, matching } from "./feed";

const late = { overdue: true, repeated: false, blocked: false };
const stuck = { overdue: false, repeated: false, blocked: true };

describe("the feed's causes", () => {
  it("are read from the address, and strange words are passed over", () => {
    expect([...causesIn("blocked,<script>,overdue")]).toEqual(["overdue", "blocked"]);
    expect(causesIn(null).size).toBe(0);
  });
  it("narrow the list to whoever has one of them", () => {
    expect([late, stuck].filter(matching(causesIn("blocked")))).toEqual([stuck]);
    expect([late, stuck].filter(matching(causesIn("blocked,overdue")))).toEqual([late, stuck]);
    expect([late, stuck].filter(matching(causesIn("")))).toEqual([late, stuck]);
  });
});
