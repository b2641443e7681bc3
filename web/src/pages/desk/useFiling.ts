import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client, ok, type Schema } from "@/api/client";
import { type ApiError, asApiError } from "@/api/errors";
import { sayCommand } from "@/pages/case/CommandForm";
import { type DeskDraft, titleOf } from "./deskDraft";

export interface Filed {
  id: string;
  state: Schema["CaseState"];
  stateLabel: string;
  lead: string;
  /// A car is to be moved while the caller waits.
  isMove: boolean;
}

function openBody(draft: DeskDraft): Schema["OpenCase"] {
  return {
    channel: draft.channel,
    type: draft.type,
    category: draft.category || undefined,
    place: draft.place || undefined,
    point: draft.point,
    urgent: draft.urgent,
    secret: draft.secret || undefined,
    caller: draft.caller,
    narrative: { ...draft.narrative, title: draft.narrative.title || titleOf(draft.narrative.content) },
    dispatch: draft.outcome === "dispatch" && !draft.lead,
  };
}

/// What follows the opening, as the agent chose; nothing when the catalogue dispatched it already.
async function follow(id: string, draft: DeskDraft): Promise<Schema["CaseBrief"] | null> {
  switch (draft.outcome) {
    case "dispatch":
      return draft.lead ? sayCommand(id, undefined, "dispatch", { lead: draft.lead }) : null;
    case "answer":
      return sayCommand(id, undefined, "answer_at_desk", {
        answer: draft.answer,
        article: draft.article || undefined,
      });
    case "handOver":
      return sayCommand(id, undefined, "hand_over", { target: draft.target, note: draft.note || undefined });
    case "decline":
      return sayCommand(id, undefined, "decline", {
        reason: draft.reason,
        explanation: draft.note || undefined,
      });
    case "move":
      return sayCommand(id, undefined, "request_move", { plate: draft.plate.trim() });
  }
}

/// Files a call: opens the case once, whatever the line does, then says how the desk ended it. Where only
/// the second fails, the case stands and its number is kept in the draft.
export function useFiling(draft: DeskDraft, keep: (openedId: string) => void) {
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  const file = async (): Promise<Filed | null> => {
    setBusy(true);
    setError(null);
    try {
      const isMove = draft.outcome === "move";
      let filed: Filed = { id: draft.openedId, state: "registered", stateLabel: "", lead: "", isMove };
      if (!draft.openedId) {
        const opened = await ok(
          client.POST("/api/v1/cases", {
            params: { header: { "Idempotency-Key": draft.key } },
            body: openBody(draft),
          }),
        );
        filed = {
          id: opened.id,
          state: opened.state,
          stateLabel: opened.state_label,
          lead: opened.lead_name,
          isMove,
        };
        keep(opened.id);
      }
      const after = await follow(filed.id, draft);
      if (after) filed = { ...filed, state: after.state, stateLabel: after.state_label };
      return filed;
    } catch (fault) {
      setError(asApiError(fault));
      return null;
    } finally {
      setBusy(false);
      void cache.invalidateQueries({ queryKey: ["live"] });
    }
  };
  return { file, busy, error };
}
