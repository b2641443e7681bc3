import type { Schema } from "@/api/client";

// Papers are the documents of supervision. The server keeps their text in the steps of their life; their body
// holds only facts. Here the two come together again.

export type Paper = Schema["Document"];
/// Those to which a case leads on its way up the ladder; an office form of each can be printed.
export const kLadderKinds = [
  "supervision_order",
  "joint_conference",
  "raise",
  "discipline_referral",
] as const;
/// And those about many cases, or about what is known.
const kOtherKinds = ["surge_warning", "article", "knowledge_gap", "question"] as const;

export type LadderKind = (typeof kLadderKinds)[number];
export type PaperKind = LadderKind | (typeof kOtherKinds)[number];
export const kPaperKinds: readonly PaperKind[] = [...kLadderKinds, ...kOtherKinds];

/// Where the commands of each kind live.
export const kPaperPath: Record<PaperKind, string> = {
  supervision_order: "supervision-orders",
  joint_conference: "joint-conferences",
  raise: "raises",
  discipline_referral: "discipline-referrals",
  surge_warning: "surge-warnings",
  article: "articles",
  knowledge_gap: "knowledge-gaps",
  question: "questions",
};

export const isPaperKind = (kind: string): kind is PaperKind => kPaperKinds.includes(kind as PaperKind);
export const isLadderKind = (kind: string): kind is LadderKind => kLadderKinds.includes(kind as LadderKind);

/// The newest words under this name; of one kind of step only, where it is given.
export function textIn(paper: Paper, field: string, kind?: string): string {
  const step = paper.timeline.findLast((each) => field in each.texts && (!kind || each.kind === kind));
  return step?.texts[field] ?? "";
}

export interface Visit {
  at: string;
  visitors: string[];
  confirmed: boolean;
  findings: string;
}

export function visitsOf(paper: Paper): Visit[] {
  return paper.timeline
    .filter((step) => step.kind === "order_visited")
    .map((step) => {
      const { visit } = step.payload as { visit?: Partial<Visit> };
      return {
        at: visit?.at ?? step.at,
        visitors: visit?.visitors ?? [],
        confirmed: visit?.confirmed ?? false,
        findings: step.texts.findings ?? "",
      };
    });
}

export interface Task {
  no: number;
  unit: string;
  due_at: string;
  state: "open" | "done" | "dropped";
  overdue: boolean;
  ended_at?: string;
  text: string;
  /// What the unit says it did, or why it was sent back or dropped.
  said: string;
}

/// The tasks that the minutes set, each with its words and what was said of it last.
export function tasksOf(paper: Paper): Task[] {
  const tasks = (paper.body as { tasks?: Omit<Task, "text" | "said">[] }).tasks ?? [];
  return tasks.map((task, place) => {
    const last = paper.timeline.findLast(
      (step) => step.kind.startsWith("conference_task_") && (step.payload as { no?: number }).no === task.no,
    );
    return {
      ...task,
      text: textIn(paper, `tasks.${place}.text`, "conference_minuted"),
      said: last?.texts.text ?? last?.texts.reason ?? "",
    };
  });
}

export interface Attendance {
  unit: string;
  person?: string;
  present: boolean;
}

export const attendanceOf = (paper: Paper): Attendance[] =>
  (paper.body as { attendance?: Attendance[] }).attendance ?? [];

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/// A fact of the body that is a word, a time or a code; empty where there is none.
export function factIn(paper: Paper, name: string): string {
  const value = (paper.body as Record<string, unknown>)[name];
  return isText(value) ? value : "";
}

/// Whom it concerns. A referral's unit sees nothing of it, so it stands in the body alone.
export function unitsOf(paper: Paper, nameOf: (code: string) => string): string {
  const { units } = paper.head;
  if (units.length > 0) return units.map((unit) => unit.unit_name).join("、");
  const unit = factIn(paper, "unit");
  return unit && nameOf(unit);
}

/// Words of one step in the order in which they were given; a list's are numbered as the list is.
export function wordsOf(step: Paper["timeline"][number]): { field: string; text: string }[] {
  return Object.entries(step.texts).map(([field, text]) => {
    const place = /\.(\d+)\./.exec(field)?.[1];
    return { field, text: place === undefined ? text : `${Number(place) + 1}. ${text}` };
  });
}
