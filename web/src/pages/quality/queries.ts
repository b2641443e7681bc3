import { queryOptions } from "@tanstack/react-query";
import { client, ok, type Schema } from "@/api/client";
import { keys, kPageRows, pagesOf } from "@/api/queries";

export type CheckLine = Schema["QualityLine"];
export type CheckSheet = Schema["QualityCheck"];

export const checkPages = (list: Schema["QualityList"]) =>
  pagesOf<CheckLine>(["quality", list], (after) =>
    ok(client.GET("/api/v1/quality-checks", { params: { query: { list, limit: kPageRows, after } } })),
  );

export const checkQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.caseAll(id), "quality"],
    queryFn: () => ok(client.GET("/api/v1/quality-checks/{id}", { params: { path: { id } } })),
  });

/// The last 30 days.
export const meansQuery = queryOptions({
  queryKey: [...keys.lists, "quality-figures"],
  queryFn: () => ok(client.GET("/api/v1/quality-figures")),
});
