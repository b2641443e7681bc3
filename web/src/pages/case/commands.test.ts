import { describe, expect, it } from "vitest";
import { askedFields, bodyOf, initialOf, inOrder, kForms, missingFields } from "./commands";

describe("a callback's form", () => {
  const fields = kForms.callback;
  it("asks for the verdicts once the citizen was reached", () => {
    const names = askedFields(fields, { reached: true }).map((field) => field.name);
    expect(names).toContain("solved");
    expect(names).not.toContain("redo");
  });
  it("asks for nothing of that when nobody answered, and sends nothing of it", () => {
    const typed = { reached: false, solved: "yes", satisfied: "satisfied", opinion: "无人接听" };
    expect(missingFields(fields, typed)).toEqual([]);
    expect(bodyOf(fields, typed, 0)).toEqual({ reached: false, opinion: "无人接听" });
  });
  it("offers to have it done again only to the unhappy", () => {
    const names = askedFields(fields, { reached: true, solved: "no" }).map((field) => field.name);
    expect(names).toContain("redo");
  });
});

describe("any form", () => {
  it("takes blanks for nothing typed", () => {
    expect(missingFields(kForms.note, { text: "  \n" })).toEqual(["text"]);
  });
  it("starts with its usual answers and names the assignment it is about", () => {
    const typed = { ...initialOf(kForms.request_extension), reason: "需采购灯具" };
    expect(bodyOf(kForms.request_extension, typed, 2)).toEqual({
      asked: { amount: 1, unit: "working_days" },
      reason: "需采购灯具",
      assignment: 2,
    });
  });
  it("keeps what a newer server allows, behind what we know", () => {
    const actions = [{ name: "teleport" }, { name: "note" }, { name: "acknowledge" }];
    expect(inOrder(actions).map((action) => action.name)).toEqual(["acknowledge", "teleport", "note"]);
  });
});
