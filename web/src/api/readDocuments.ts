import { queryOptions } from "@tanstack/react-query";
import { client, ok, type Schema } from "./client";
import { keys } from "./queries";
import type { paths } from "./schema";

// Documents as the pages of duty, mediation and the grid read them: what a body holds depends on its kind.

export type DocumentLine = Schema["DocumentLine"];
export type Step = Schema["Document"]["timeline"][number];
export interface DocumentOf<Body> {
  head: DocumentLine;
  body: Body;
  people: Schema["Document"]["people"];
  timeline: Step[];
}

export interface PatrolTask {
  state: "ordered" | "reported" | "withdrawn";
  purpose: "patrol" | "inspection";
  cell: string;
  about: string | null;
  unit: string;
  person: string;
  ordered_at: string;
  due_at: string;
  missed: boolean;
  passed: boolean | null;
  metres_off: number | null;
}

export const documentOf = async <Body>(id: string): Promise<DocumentOf<Body>> =>
  (await ok(
    client.GET("/api/v1/documents/{id}", { params: { path: { id } } }),
  )) as unknown as DocumentOf<Body>;

/// An event about the document names it as it names a case.
export const documentQuery = <Body>(id: string) =>
  queryOptions({
    queryKey: [...keys.caseAll(id), "document"],
    queryFn: () => documentOf<Body>(id),
  });

export type DocumentFilter = NonNullable<paths["/api/v1/documents"]["get"]["parameters"]["query"]>;

export const documentsQuery = (filter: DocumentFilter) =>
  queryOptions({
    queryKey: [...keys.lists, "documents", filter],
    queryFn: () => ok(client.GET("/api/v1/documents", { params: { query: filter } })),
  });

/// What was written in the first step of this kind, where it was anything.
export const textOf = (steps: Step[], kind: string, field: string): string =>
  steps.find((step) => step.kind === kind)?.texts[field] ?? "";

/// Names of those who had a hand in it or are named by it, by their id or their code of the list of staff.
export function namesIn({ people, timeline }: Pick<Schema["Document"], "people" | "timeline">) {
  const names = new Map([
    ...people.map(({ code, name }) => [code, name] as const),
    ...timeline.map(({ actor }) => [actor.id, actor.name] as const),
  ]);
  return (id: string) => names.get(id) || id;
}

/// Documents name a person by account or by code of the list of staff; whoever stands in the list has both.
export const isPerson = (person: string, me: Pick<Schema["Me"], "id" | "staff">) =>
  person !== "" && (person === me.id || person === me.staff);
