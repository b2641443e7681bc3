import { expect, it } from "vitest";
import { sortTasks, type Task } from "./useTasks";

const task = (id: string, isMine: boolean, due: string, metres?: number) =>
  ({ id, isMine, metres, document: { body: { due_at: due } } }) as Task;

it("mine first, then what is due first, then what is near", () => {
  const tasks = [
    task("far", false, "2026-03-02T10:00:00Z", 900),
    task("near", false, "2026-03-02T10:00:00Z", 90),
    task("soon", false, "2026-03-02T09:00:00Z"),
    task("mine", true, "2026-03-03T09:00:00Z", 5000),
  ];
  expect(sortTasks(tasks).map((each) => each.id)).toEqual(["mine", "soon", "near", "far"]);
});
