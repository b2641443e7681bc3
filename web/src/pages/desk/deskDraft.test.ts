import { describe, expect, it } from "vitest";
import { plateIn, titleOf } from "./deskDraft";

describe("the headline of a call", () => {
  it("is its first sentence, cut where it is long, and never through a letter", () => {
    expect(titleOf("路灯不亮。已经三天了")).toBe("路灯不亮");
    expect([...titleOf("𠮷".repeat(60))]).toHaveLength(30);
    expect(titleOf("  \n")).toBe("");
  });
});

describe("a number plate", () => {
  it("is found in what was said, written in any way", () => {
    expect(plateIn("一辆白色轿车琼A·12345堵住大门")).toBe("琼A12345");
    expect(plateIn("车牌粤b d12345，新能源")).toBe("粤BD12345");
    expect(plateIn("琼A1234学 停在路中")).toBe("琼A1234学");
    expect(plateIn("看不清车牌，10038000005")).toBe("");
  });
});
