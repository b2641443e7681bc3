import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, ok, type Schema } from "./client";
import { ApiError } from "./errors";
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

export const mapPages = (filter: CaseFilter) =>
  pagesOf<Schema["CaseLine"], Schema["MapCases"]>(["map-cases", filter], (after) =>
    ok(client.GET("/api/v1/map/cases", { params: { query: { limit: kPageRows, ...filter, after } } })),
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

export type PaperFilter = NonNullable<paths["/api/v1/documents"]["get"]["parameters"]["query"]>;

export const paperPages = (filter: PaperFilter) =>
  pagesOf<Schema["DocumentLine"]>(["documents", filter], (after) =>
    ok(client.GET("/api/v1/documents", { params: { query: { limit: kPageRows, ...filter, after } } })),
  );

export type ArticleFilter = NonNullable<paths["/api/v1/articles"]["get"]["parameters"]["query"]>;

/// Articles in force, the best first. What is shown stays while the next words are looked for.
export const articlesQuery = (filter: ArticleFilter) =>
  queryOptions({
    queryKey: [...keys.lists, "articles", filter],
    queryFn: () => ok(client.GET("/api/v1/articles", { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });

/// One edition of an article, by its code or its number; without `edition` the one in force.
export const articleQuery = (code: string, edition?: number) =>
  queryOptions({
    queryKey: [...keys.lists, "article", code, edition],
    queryFn: () =>
      ok(client.GET("/api/v1/articles/{id}", { params: { path: { id: code }, query: { edition } } })),
  });

/// Papers take their numbers out of the series of cases, so an event of one names it as it would a case.
export const paperQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.caseAll(id), "paper"],
    queryFn: () => ok(client.GET("/api/v1/documents/{id}", { params: { path: { id } } })),
  });

export const feedPages = (grade: string) =>
  pagesOf<FeedLine>(["feed", grade], (after) =>
    ok(
      client.GET("/api/v1/discipline/feed", {
        params: { query: { grade: grade || undefined, limit: kPageRows, after } },
      }),
    ),
  );
export type FeedLine = Schema["DisciplineFeed"]["items"][number];

export const ladderQuery = queryOptions({
  queryKey: ["ladder"],
  queryFn: () => ok(client.GET("/api/v1/ladder")),
  staleTime: 5 * 60_000,
});

/// How far a case has climbed; null for one that never gave cause.
export const climbQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.caseAll(id), "climb"],
    queryFn: async () => {
      try {
        return await ok(client.GET("/api/v1/cases/{id}/climb", { params: { path: { id } } }));
      } catch (error) {
        if (error instanceof ApiError && error.code === "no_such_climb") return null;
        throw error;
      }
    },
  });
