import { describe, expect, it } from "vitest";
import { completeMinutes } from "./minutes";

const due_at = "2026-03-09T18:00:00+08:00";

describe("minutes of a conference", () => {
  it("leave out a task that nobody began, and trim the rest", () => {
    const tasks = [
      { key: 0, unit: "S", due_at, text: " 清走杂物 " },
      { key: 1, unit: "B", text: "  " },
    ];
    expect(completeMinutes({ text: "由街道牵头\n", tasks })).toEqual({
      text: "由街道牵头",
      tasks: [{ unit: "S", due_at, text: "清走杂物" }],
    });
  });
  it("are not sent with half a task, without one, or without words", () => {
    const whole = { key: 0, unit: "S", due_at, text: "清走杂物" };
    expect(completeMinutes({ text: "好", tasks: [{ ...whole, unit: "" }] })).toBeNull();
    expect(completeMinutes({ text: "好", tasks: [{ ...whole, due_at: undefined }] })).toBeNull();
    expect(completeMinutes({ text: "好", tasks: [] })).toBeNull();
    expect(completeMinutes({ text: " ", tasks: [whole] })).toBeNull();
  });
});
