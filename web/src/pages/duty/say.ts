import { client, ok, type Schema } from "@/api/client";

type NotePath = "/api/v1/duty-shifts/{id}/note";
export type ShiftStep = "sign_in" | "note" | "review" | "follow_up" | "hand_over" | "call_back" | "instruct";

/// Steps of a shift differ in their last word only. None names a version: leader and agent write side by side.
export const sayShift = (id: string, step: ShiftStep, body: object) =>
  ok(
    client.POST(`/api/v1/duty-shifts/{id}/${step}` as NotePath, {
      params: { path: { id } },
      body: body as Schema["TextCommand"],
    }),
  );
