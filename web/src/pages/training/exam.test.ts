import { describe, expect, it } from "vitest";
import { answersOf, choose, lettersOf, openOf, rightOf } from "./exam";

const one = { id: "1", several: false };
const many = { id: "2", several: true };
const paper = { questions: [one, many] as unknown as Parameters<typeof answersOf>[0]["questions"] };

describe("a paper", () => {
  it("takes one option instead of another where one is right", () => {
    expect(choose(choose({}, one, 2), one, 3)).toEqual({ "1": [3] });
  });
  it("takes several where several are right, and gives them back", () => {
    const both = choose(choose({}, many, 3), many, 1);
    expect(both).toEqual({ "2": [1, 3] });
    expect(choose(both, many, 3)).toEqual({ "2": [1] });
  });
  it("is handed in in its own order, with what was left out", () => {
    const chosen = choose({}, many, 2);
    expect(answersOf(paper, chosen)).toEqual([[], [2]]);
    expect(openOf(paper, chosen)).toEqual([1]);
    expect(openOf(paper, choose(choose(chosen, many, 2), one, 1))).toEqual([2]);
  });
});

describe("options", () => {
  it("are letters to people and numbers to the server", () => {
    expect(lettersOf([1, 3])).toBe("AC");
    expect(rightOf("c、a", 3)).toEqual([1, 3]);
    expect(rightOf("AA", 3)).toEqual([1]);
  });
  it("that are not there are none", () => {
    expect(rightOf("D", 3)).toBeUndefined();
    expect(rightOf("甲", 3)).toBeUndefined();
    expect(rightOf(" ", 3)).toBeUndefined();
  });
});
