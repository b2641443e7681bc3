import { describe, expect, it } from "vitest";
import type { DocumentOf } from "@/api/readDocuments";
import { callsOf, instructionsOf, nextCall, notesOf, type Shift, toReview } from "./shift";

const call = (about: string, reached: boolean) => ({
  about,
  at: "2026-03-02T09:00:00Z",
  reached,
  solved: reached ? "yes" : null,
  satisfied: null,
  entered_by: "agent",
});

const shift = (part: Partial<Shift> = {}): Shift => ({
  state: "signed_in",
  unit: "A",
  leader: "leader",
  is_guest: false,
  from: "",
  to: "",
  prepare_at: "",
  prepared_at: "",
  package: {
    open_count: 3,
    overdue_count: 1,
    unsatisfied_count: 1,
    overdue: ["1"],
    unsatisfied: ["1", "2"],
    callbacks: ["1", "2", "3"],
    instructions: [],
  },
  signed_in_at: "",
  reviews: [],
  callbacks: [],
  instructions: [],
  notes: [],
  ended_at: null,
  ...part,
});

describe("callbacks one by one", () => {
  it("begin with the first and go on to whoever was not called yet", () => {
    expect(nextCall(shift())).toBe("1");
    expect(nextCall(shift({ callbacks: [call("1", true)] }))).toBe("2");
    expect(nextCall(shift({ callbacks: [call("1", false)] }), "1")).toBe("2");
  });
  it("come back to those who did not answer, and end when all were reached", () => {
    const tried = [call("1", true), call("2", false), call("3", true)];
    expect(nextCall(shift({ callbacks: tried }))).toBe("2");
    expect(nextCall(shift({ callbacks: [...tried, call("2", true)] }))).toBeUndefined();
    expect(callsOf(shift({ callbacks: [...tried, call("2", true)] }))[1]).toMatchObject({
      attempts: 2,
      isDone: true,
    });
  });
  it("show a call that nobody had planned, too", () => {
    expect(callsOf(shift({ callbacks: [call("9", true)] })).map((each) => each.about)).toEqual([
      "1",
      "2",
      "3",
      "9",
    ]);
  });
});

it("a case that is overdue and redone is looked at once", () => {
  expect(toReview(shift())).toEqual(["1", "2"]);
});

it("each instruction has its own words and its own answer", () => {
  const step = (seq: number, kind: string, payload: object, text: string) => ({
    seq,
    kind,
    at: "",
    actor: { name: "某局长" },
    payload,
    texts: { text },
  });
  const order = (no: number) => ({
    no,
    about: null,
    unit: "A",
    due_at: "",
    happened_at: no === 1 ? "2026" : null,
    overdue: false,
  });
  const document = {
    body: shift({ instructions: [order(1), order(2)] }),
    timeline: [
      step(1, "shift_instructed", {}, "先清运"),
      step(2, "shift_noted", {}, "下雨"),
      step(3, "shift_instructed", {}, "再复查"),
      step(4, "shift_followed_up", { no: 1 }, "已清运"),
      step(5, "shift_handed_over", {}, "交班"),
    ],
  } as unknown as DocumentOf<Shift>;
  expect(instructionsOf(document).map(({ text, result }) => [text, result])).toEqual([
    ["先清运", "已清运"],
    ["再复查", ""],
  ]);
  expect(notesOf(document).map(({ text, isLast }) => [text, isLast])).toEqual([
    ["交班", true],
    ["下雨", false],
  ]);
});
