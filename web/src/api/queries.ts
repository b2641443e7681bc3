import { queryOptions } from "@tanstack/react-query";
import { client, ok, type Schema } from "./client";
import type { paths } from "./schema";

// One place names what the cache holds. "live" in a key: thrown away when an event says that it changed.

export type CaseFilter = NonNullable<paths["/api/v1/cases"]["get"]["parameters"]["query"]>;
export type WorkFilter = NonNullable<paths["/api/v1/assignments"]["get"]["parameters"]["query"]>;

export const keys = {
  me: ["me"] as const,
  city: ["city"] as const,
  caseAll: (id: string) => ["live", "case", id] as const,
  lists: ["live", "list"] as const,
};

export const cityQuery = queryOptions({
  queryKey: keys.city,
  queryFn: () => ok(client.GET("/api/v1/city")),
  staleTime: 5 * 60_000,
  gcTime: Number.POSITIVE_INFINITY,
});

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.caseAll(id), "view"],
    queryFn: () => ok(client.GET("/api/v1/cases/{id}", { params: { path: { id } } })),
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.caseAll(id), "timeline"],
    queryFn: () => ok(client.GET("/api/v1/cases/{id}/timeline", { params: { path: { id } } })),
  });

export const clocksQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.caseAll(id), "clocks"],
    queryFn: () => ok(client.GET("/api/v1/cases/{id}/clocks", { params: { path: { id } } })),
  });

interface Page<T> {
  items: T[];
  next?: string;
}
export const kPageRows = 100;

/// A list that grows as one scrolls; the server hands out a page and where the next begins.
export function pagesOf<T, P extends Page<T> = Page<T>>(
  key: readonly unknown[],
  page: (after: string | undefined) => Promise<P>,
) {
  return {
    queryKey: [...keys.lists, ...key],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => page(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: P) => last.next,
  };
}

export const casePages = (filter: CaseFilter) =>
  pagesOf<Schema["CaseLine"]>(["cases", filter], (after) =>
    ok(client.GET("/api/v1/cases", { params: { query: { limit: kPageRows, ...filter, after } } })),
  );

export const workPages = (filter: WorkFilter) =>
  pagesOf<Schema["WorkLine"]>(["assignments", filter], (after) =>
    ok(client.GET("/api/v1/assignments", { params: { query: { limit: kPageRows, ...filter, after } } })),
  );

export type SearchFilter = NonNullable<paths["/api/v1/search"]["get"]["parameters"]["query"]>;

export const searchPages = (filter: SearchFilter) =>
  pagesOf<Schema["CaseLine"], Schema["SearchResult"]>(["search", filter], (after) =>
    ok(client.GET("/api/v1/search", { params: { query: { limit: kPageRows, ...filter, after } } })),
  );
