import { useQueries, useQuery } from "@tanstack/react-query";
import {
  type DocumentOf,
  documentQuery,
  documentsQuery,
  isPerson,
  type PatrolTask,
  textOf,
} from "@/api/readDocuments";
import { useMe } from "@/api/session";
import { useCells } from "./cells";
import { metresBetween, middleOf, type Point } from "./geometry";

const kTasksMax = 40;

export interface Task {
  id: string;
  document: DocumentOf<PatrolTask>;
  text: string;
  isMine: boolean;
  cellName: string;
  metres?: number;
}

/// Mine before those of anybody in the unit, then by due time: a walk is chosen by who has to go first.
export function sortTasks(tasks: Task[]): Task[] {
  return [...tasks].sort(
    (a, b) =>
      Number(b.isMine) - Number(a.isMine) ||
      Date.parse(a.document.body.due_at) - Date.parse(b.document.body.due_at) ||
      (a.metres ?? Number.POSITIVE_INFINITY) - (b.metres ?? Number.POSITIVE_INFINITY),
  );
}

/// Patrols and inspections that are still to be done, and how far it is to each.
export function useTasks(point: Point | undefined) {
  const me = useMe();
  const list = useQuery(documentsQuery({ kind: "patrol_task", open: true, limit: kTasksMax }));
  const cells = useCells();
  const heads = list.data?.items ?? [];
  const documents = useQueries({ queries: heads.map((head) => documentQuery<PatrolTask>(head.id)) });
  const isReady = list.data !== undefined && documents.every((each) => !each.isPending);
  const tasks = documents.flatMap(({ data }) => {
    if (data?.body.state !== "ordered") return [];
    const cell = cells.data?.find((each) => each.code === data.body.cell);
    const task: Task = {
      id: data.head.id,
      document: data,
      text: textOf(data.timeline, "task_ordered", "task"),
      isMine: isPerson(data.body.person, me),
      cellName: cell?.name ?? data.body.cell,
      metres: cell && point && metresBetween(middleOf(cell.ring), point),
    };
    return [task];
  });
  return { list, isReady, tasks: sortTasks(tasks) };
}
