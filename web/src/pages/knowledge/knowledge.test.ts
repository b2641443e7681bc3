import { describe, expect, it } from "vitest";
import type { Paper } from "@/pages/paper/papers";
import { articlePath, contentOf, typedOf, writtenLast } from "./articles";
import { changesOf, hasChanged } from "./changes";

describe("a citation", () => {
  it("leads to the edition that was cited", () => {
    expect(articlePath("move-a-car@3")).toBe("/knowledge?article=move-a-car&edition=3");
    expect(articlePath("move-a-car")).toBe("/knowledge?article=move-a-car");
    expect(articlePath("知识〔2026〕1号@2")).toContain(`article=${encodeURIComponent("知识〔2026〕1号")}`);
  });
});

describe("what an edition changed", () => {
  const before = "工作日九点到五点。午间不休息。";
  const after = "工作日八点半到五点。午间不休息。周六上午也开。";
  const pieces = changesOf(before, after);
  const joined = (...kinds: string[]) =>
    pieces
      .filter((piece) => kinds.includes(piece.kind))
      .map((piece) => piece.text)
      .join("");
  it("is told by whole sentences, and nothing is lost on either side", () => {
    expect(pieces.map((piece) => piece.kind)).toEqual(["gone", "new", "same", "new"]);
    expect(joined("same", "gone")).toBe(before);
    expect(joined("same", "new")).toBe(after);
  });
  it("is nothing where nothing was changed", () => {
    expect(hasChanged(changesOf(before, before))).toBe(false);
    expect(hasChanged(changesOf("", ""))).toBe(false);
    expect(hasChanged(changesOf("", after))).toBe(true);
  });
  it("of two books is the one and the other", () => {
    const book = "一句。".repeat(600);
    expect(changesOf(book, `${book}完。`).map((piece) => piece.kind)).toEqual(["gone", "new"]);
    expect(hasChanged(changesOf(book, book))).toBe(false);
  });
});

describe("an edition and its form", () => {
  const edition = {
    title: "开放时间",
    questions: ["几点开门", "周末开吗"],
    spoken: "九点。",
    answer: "09:00。",
  };
  it("fill each other", () => {
    const typed = typedOf({ ...edition, categories: ["020101"], review_days: 365 });
    expect(typed.questions).toBe("几点开门\n周末开吗");
    expect(contentOf({ ...typed, unit: "B" })).toMatchObject({ review_days: 365, categories: ["020101"] });
    expect(contentOf({ ...typed, unit: "B" })).not.toHaveProperty("unit");
  });
  it("are found in the journal after the draft was sent back", () => {
    const step = (seq: number, kind: string, payload: object, texts: Record<string, string>) => ({
      seq,
      kind,
      payload,
      texts,
    });
    const timeline = [
      step(
        1,
        "article_supplied",
        { edition: { categories: ["01"] } },
        { title: "旧", questions: "问一\n\n问二\n" },
      ),
      step(2, "article_sent_back", {}, { reason: "请附通知" }),
    ] as unknown as Paper["timeline"];
    expect(writtenLast({ timeline })).toMatchObject({
      title: "旧",
      questions: ["问一", "问二"],
      categories: ["01"],
    });
    expect(writtenLast({ timeline: [] })).toBeUndefined();
  });
});
