import type { Schema } from "@/api/client";
import { type Paper, textIn } from "@/pages/paper/papers";

export type ExamPaper = Schema["ExamPaper"];
type Question = ExamPaper["questions"][number];

/// Chosen options by the number of their question; 1 is the first option.
export type Chosen = Record<string, number[]>;

/// One option is chosen instead of another, unless several are right.
export function choose(chosen: Chosen, question: Pick<Question, "id" | "several">, option: number): Chosen {
  const before = chosen[question.id] ?? [];
  if (!question.several) return { ...chosen, [question.id]: [option] };
  const after = before.includes(option) ? before.filter((each) => each !== option) : [...before, option];
  return { ...chosen, [question.id]: after.sort((a, b) => a - b) };
}

/// What is handed in, in the order of the paper; a question that was left out has no options.
export const answersOf = (paper: Pick<ExamPaper, "questions">, chosen: Chosen): number[][] =>
  paper.questions.map((question) => chosen[question.id] ?? []);

/// Numbers of the questions that are still open, as they stand on the paper.
export const openOf = (paper: Pick<ExamPaper, "questions">, chosen: Chosen): number[] =>
  paper.questions.flatMap((question, at) => ((chosen[question.id] ?? []).length === 0 ? [at + 1] : []));

export const kLetters = "ABCDEFGHIJ";
export const lettersOf = (options: number[]): string =>
  options.map((option) => kLetters[option - 1] ?? String(option)).join("");

export interface BankQuestion {
  topic: string;
  article: string;
  source: string;
  text: string;
  options: string[];
  right: number[];
}

/// A question of the bank: its facts stand in the body, its words in the first step.
export function questionOf(paper: Paper): BankQuestion {
  const body = paper.body as { topic?: string; article?: string; source?: string; right?: number[] };
  return {
    topic: body.topic ?? "",
    article: body.article ?? "",
    source: body.source ?? "",
    text: textIn(paper, "text", "question_proposed"),
    options: textIn(paper, "options", "question_proposed")
      .split("\n")
      .filter((line) => line.trim() !== ""),
    right: body.right ?? [],
  };
}

/// "AC" or "a、c" as the numbers of options; undefined where it names none, or one that is not there.
export function rightOf(letters: string, optionCount: number): number[] | undefined {
  const numbers = [...letters.toUpperCase().replace(/[\s,，、]/g, "")].map(
    (each) => kLetters.indexOf(each) + 1,
  );
  const isGood = numbers.length > 0 && numbers.every((each) => each >= 1 && each <= optionCount);
  return isGood ? [...new Set(numbers)].sort((a, b) => a - b) : undefined;
}
