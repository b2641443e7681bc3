import { describe, expect, it } from "vitest";
import { type Paper, tasksOf, textIn, visitsOf, wordsOf } from "./papers";

const actor = (id: string, name: string) => ({
  kind: "user" as const,
  kind_label: "人员",
  id,
  name,
  unit: "H",
  unit_name: "热线",
});

const step = (seq: number, kind: string, payload: object, texts: Record<string, string>) => ({
  seq,
  kind,
  at: `2026-03-0${seq}T09:00:00+08:00`,
  actor: actor(`u${seq}`, `第${seq}人`),
  payload: payload as Record<string, never>,
  texts,
});

function paperOf(body: object, timeline: ReturnType<typeof step>[]): Paper {
  return {
    head: {} as Paper["head"],
    body: body as Paper["body"],
    people: [{ code: "TJ001", name: "李某甲" }],
    timeline,
  };
}

describe("a conference's tasks", () => {
  const body = {
    tasks: [
      { no: 1, unit: "S", due_at: "2026-03-09T00:00:00Z", state: "open", overdue: false },
      { no: 2, unit: "B", due_at: "2026-03-09T00:00:00Z", state: "done", overdue: true },
    ],
  };
  const minuted = step(
    3,
    "conference_minuted",
    {},
    { text: "由街道牵头", "tasks.0.text": "清走杂物", "tasks.1.text": "复核权属" },
  );
  const paper = paperOf(body, [
    minuted,
    step(4, "conference_task_finished", { no: 2 }, { text: "已复核" }),
    step(5, "conference_task_finished", { no: 1 }, { text: "已清走" }),
    step(6, "conference_task_rejected", { no: 1 }, { reason: "没有照片" }),
  ]);

  it("have their own words, which are not those of the minutes", () => {
    expect(tasksOf(paper).map((task) => task.text)).toEqual(["清走杂物", "复核权属"]);
    expect(textIn(paper, "text", "conference_minuted")).toBe("由街道牵头");
  });
  it("carry what was said of them last: a task that was sent back carries why", () => {
    expect(tasksOf(paper).map((task) => task.said)).toEqual(["没有照片", "已复核"]);
  });
  it("are numbered in the record as in the minutes", () => {
    expect(wordsOf(minuted).map((each) => each.text)).toEqual(["由街道牵头", "1. 清走杂物", "2. 复核权属"]);
  });
});

describe("a supervision order", () => {
  const paper = paperOf({}, [
    step(1, "order_issued", {}, { demand: "到场核实" }),
    step(2, "order_visited", { visit: { confirmed: true, visitors: ["王五"] } }, { findings: "已拆除" }),
    step(3, "order_answered", {}, { text: "第一次答复" }),
    step(4, "order_sent_back", {}, { reason: "没有照片" }),
    step(5, "order_answered", {}, { text: "第二次答复" }),
  ]);
  it("shows its newest answer", () => {
    expect(textIn(paper, "text", "order_answered")).toBe("第二次答复");
    expect(textIn(paper, "nothing")).toBe("");
  });
  it("lists visits with what they found, at the time of the step where none was given", () => {
    expect(visitsOf(paper)).toEqual([
      { at: "2026-03-02T09:00:00+08:00", visitors: ["王五"], confirmed: true, findings: "已拆除" },
    ]);
  });
});
