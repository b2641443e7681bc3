import type { Schema } from "@/api/client";

export interface NewTask {
  key: number;
  unit: string;
  due_at?: string;
  text: string;
}
export interface Minutes {
  text: string;
  tasks: NewTask[];
}

/// As many as the rules take.
export const kTasksMax = 15;

const isBlank = (task: NewTask) => !task.text.trim() && !task.due_at;

/// What is sent, or nothing while something is missing. A task that nobody began is left out.
export function completeMinutes(typed: Minutes): Schema["WriteMinutes"] | null {
  const tasks = typed.tasks.filter((task) => !isBlank(task));
  if (!typed.text.trim() || tasks.length === 0) return null;
  const whole = tasks.map(({ unit, due_at, text }) =>
    unit && due_at && text.trim() ? { unit, due_at, text: text.trim() } : null,
  );
  if (whole.includes(null)) return null;
  return { text: typed.text.trim(), tasks: whole.filter((task) => task !== null) };
}
