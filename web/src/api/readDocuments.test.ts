import { describe, expect, it } from "vitest";
import { isPerson, namesIn } from "./readDocuments";

describe("who is meant", () => {
  const me = { id: "mediator.t46010501", staff: "SFS001" };
  it.each([
    ["my account", "mediator.t46010501", true],
    ["my code of the list of staff", "SFS001", true],
    ["somebody else", "SFS002", false],
    ["nobody yet", "", false],
  ])("%s", (_, person, mine) => expect(isPerson(person, me)).toBe(mine));

  it("nobody is not somebody who stands in no list", () => {
    expect(isPerson("", { id: "agent", staff: "" })).toBe(false);
  });

  it("is told by name where the document has it", () => {
    const actor = {
      kind: "user" as const,
      kind_label: "人员",
      id: "u3",
      name: "第3人",
      unit: "H",
      unit_name: "热线",
    };
    const step = {
      seq: 1,
      kind: "offer_made",
      at: "2026-03-02T09:00:00+08:00",
      actor,
      payload: {},
      texts: {},
    };
    const nameOf = namesIn({ people: [{ code: "SFS001", name: "秀英街道司法所" }], timeline: [step] });
    expect(["SFS001", "u3", "SFS404"].map(nameOf)).toEqual(["秀英街道司法所", "第3人", "SFS404"]);
  });
});
