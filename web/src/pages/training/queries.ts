import { queryOptions } from "@tanstack/react-query";
import { client, ok } from "@/api/client";
import { keys } from "@/api/queries";

/// How full the bank is changes with every question.
export const offersQuery = queryOptions({
  queryKey: [...keys.lists, "exam-offers"],
  queryFn: () => ok(client.GET("/api/v1/exams")),
});

export const examQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.caseAll(id), "exam"],
    queryFn: () => ok(client.GET("/api/v1/exams/{id}", { params: { path: { id } } })),
  });
