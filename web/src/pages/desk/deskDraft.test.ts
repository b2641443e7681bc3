import { describe, expect, it } from "vitest";
import { titleOf } from "./deskDraft";

describe("the headline of a call", () => {
  it("is its first sentence, cut where it is long, and never through a letter", () => {
    expect(titleOf("路灯不亮。已经三天了")).toBe("路灯不亮");
    expect([...titleOf("𠮷".repeat(60))]).toHaveLength(30);
    expect(titleOf("  \n")).toBe("");
  });
});
