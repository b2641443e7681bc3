import { describe, expect, it } from "vitest";
import { placeInText, titleOf } from "./deskDraft";

const kPlaces = [
  { code: "1", name: "海城市", kind: "city", parent: "" },
  { code: "11", name: "东岸区", kind: "district", parent: "1" },
  { code: "12", name: "西岸区", kind: "district", parent: "1" },
  { code: "1101", name: "金贸街道", kind: "street", parent: "11" },
  { code: "1102", name: "海风街道", kind: "street", parent: "11" },
  { code: "1201", name: "新港街道", kind: "street", parent: "12" },
  { code: "110101", name: "玉沙社区", kind: "community", parent: "1101" },
  { code: "110201", name: "新村社区", kind: "community", parent: "1102" },
  { code: "120101", name: "新村社区", kind: "community", parent: "1201" },
];

describe("the place that a caller names", () => {
  it.each([
    ["东岸区金贸街道玉沙社区酒楼楼顶搭了铁皮棚", "110101"],
    ["金贸那边路灯不亮", "1101"],
    ["东岸区停水", "11"],
    ["西岸区新村社区有人烧垃圾", "120101"],
  ])("%s", (text, code) => {
    expect(placeInText(text, kPlaces)).toBe(code);
  });
  it("stays open when two places have that name, and when none is named", () => {
    expect(placeInText("新村社区有人烧垃圾", kPlaces)).toBeUndefined();
    expect(placeInText("路灯不亮", kPlaces)).toBeUndefined();
    expect(placeInText("", kPlaces)).toBeUndefined();
  });
});

describe("the headline of a call", () => {
  it("is its first sentence, cut where it is long, and never through a letter", () => {
    expect(titleOf("路灯不亮。已经三天了")).toBe("路灯不亮");
    expect([...titleOf("𠮷".repeat(60))]).toHaveLength(30);
    expect(titleOf("  \n")).toBe("");
  });
});
