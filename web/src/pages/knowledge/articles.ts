import type { Schema } from "@/api/client";
import type { Field, Typed } from "@/pages/case/commands";
import type { Paper } from "@/pages/paper/papers";

export type Article = Schema["Article"];
export type Edition = Article["edition"];

/// Where a citation ("code@3", or a code alone) is read.
export function articlePath(citation: string): string {
  const at = citation.lastIndexOf("@");
  const code = at < 0 ? citation : citation.slice(0, at);
  const edition = at < 0 ? "" : citation.slice(at + 1);
  const query = new URLSearchParams({ article: code, ...(edition && edition !== "0" && { edition }) });
  return `/knowledge?${query}`;
}

/// The number under which a draft is read: the one after all that were approved.
export const draftNumber = (article: Pick<Article, "newest_edition">) => article.newest_edition + 1;

const kDays = ["90", "180", "365"];

/// What somebody writes of an edition, in the order in which it is read.
export const kEditionFields: Field[] = [
  { name: "title", kind: "line", required: true },
  { name: "questions", kind: "text" },
  { name: "spoken", kind: "text", required: true },
  { name: "answer", kind: "text", required: true },
  { name: "categories", kind: "categories", required: true },
  { name: "place", kind: "place" },
  { name: "basis", kind: "words" },
  { name: "from", kind: "time" },
  { name: "until", kind: "time" },
  {
    name: "review_days",
    kind: "select",
    required: true,
    initial: "180",
    codes: kDays,
    words: "knowledge.days",
  },
];

/// What is sent of it.
export function contentOf(body: Record<string, unknown>): Schema["ArticleContent"] {
  const { unit: _, review_days: days, ...rest } = body;
  return { ...rest, review_days: Number(days) } as Schema["ArticleContent"];
}

/// A form filled with an edition, for whoever revises it. Its days stand in the list even if they are unusual.
export function typedOf(edition: Omit<Partial<Edition>, "questions"> & { questions?: string[] }): Typed {
  const days = String(edition.review_days ?? 180);
  return {
    title: edition.title,
    questions: (edition.questions ?? []).join("\n"),
    spoken: edition.spoken,
    answer: edition.answer,
    categories: edition.categories,
    place: edition.place || undefined,
    basis: edition.basis,
    until: edition.until,
    review_days: kDays.includes(days) ? days : "180",
  };
}

/// What was written last. After a draft was sent back the journal alone still has it.
export function writtenLast(paper: Pick<Paper, "timeline">): Partial<Edition> | undefined {
  const step = paper.timeline.findLast(
    (each) => each.kind === "article_supplied" || each.kind === "article_revised",
  );
  if (!step) return undefined;
  const { edition } = step.payload as { edition?: Partial<Edition> };
  const { title, spoken, answer, questions } = step.texts;
  const lines = (questions ?? "").split("\n").filter((line) => line.trim() !== "");
  return { ...edition, title, spoken, answer, questions: lines };
}
