import { describe, expect, it } from "vitest";
import { groupName, keyOf, oddsOf, shareOf, surgeOf } from "./topics";

describe("a hot topic", () => {
  it("is named by its words, and by its sentence where it has none", () => {
    expect(keyOf({ words: ["银杏里", "油烟"], summary: "楼下烧烤店油烟呛人" })).toBe("银杏里·油烟");
    expect(keyOf({ words: [], summary: "楼下烧烤店油烟呛人" })).toBe("楼下烧烤店油烟呛人");
  });
  it("is as hot as its share of the hottest", () => {
    const all = [{ heat: 12 }, { heat: 3 }];
    expect(all.map((each) => shareOf(each, all))).toEqual([1, 0.25]);
    expect(shareOf({ heat: 0 }, [{ heat: 0 }])).toBe(0);
  });
});

describe("a surge", () => {
  const categories = [
    { code: "030101", level1: "公用事业", level2: "供水" },
    { code: "030102", level1: "公用事业", level2: "供水" },
    { code: "030201", level1: "公用事业", level2: "供电" },
  ];
  it("is of the matter that its categories share", () => {
    expect(groupName("0301", categories)).toBe("供水");
    expect(groupName("03", categories)).toBe("公用事业");
    expect(groupName("*", categories)).toBeUndefined();
    expect(groupName("99", categories)).toBeUndefined();
  });
  it("tells its odds as a power of ten and never exaggerates", () => {
    expect(oddsOf(0.5)).toBe(1);
    expect(oddsOf(0.0011)).toBe(100);
    expect(oddsOf(0.001)).toBe(1000);
    expect(oddsOf(1e-12)).toBe(1_000_000);
    expect(oddsOf(0)).toBe(1_000_000);
  });
  it("is readable where a newer server says less", () => {
    const head = { opened_at: "2026-03-02T09:00:00+08:00" } as Parameters<typeof surgeOf>[0]["head"];
    const surge = surgeOf({ head, body: { group: "0301", persons: "many" } as never });
    expect(surge).toMatchObject({ group: "0301", persons: 0, from: head.opened_at, place: "" });
  });
});
