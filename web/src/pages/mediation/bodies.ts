import type { DocumentOf } from "@/api/readDocuments";
import type { Field } from "@/pages/case/commands";
import type { Tone } from "@/ui/Badge";

// Offers and mediations as /documents/{id} tells them, and the questions of their steps.

export type OfferState = "asked" | "searching" | "accepted" | "ended" | "nobody" | "withdrawn";
export interface Offer {
  state: OfferState;
  about: string;
  unit: string;
  urgent: boolean;
  asks: {
    chosen: {
      person: string;
      unit: string;
      by_hand: boolean;
      points: number;
      reasons: { kind: string; points: number; points_max: number }[];
    };
    asked_at: string;
    answer_by: string;
    outcome: "waiting" | "accepted" | "declined" | "timed_out";
    answered_at: string | null;
  }[];
}

export type MediationState = "open" | "agreed" | "failed" | "withdrawn" | "performed";
export interface Mediation {
  state: MediationState;
  number: string;
  about: string;
  unit: string;
  mediator: string;
  sittings: string[];
  agreement: string | null;
  perform_by: string | null;
  missed: boolean;
}

export const kTones: Record<OfferState | MediationState, Tone> = {
  asked: "amber",
  searching: "grey",
  accepted: "blue",
  ended: "green",
  nobody: "red",
  withdrawn: "grey",
  open: "blue",
  agreed: "cyan",
  failed: "grey",
  performed: "green",
};

/// Who is asked now, or was last.
export const askOf = (offer: DocumentOf<Offer>) => offer.body.asks.at(-1);

/// How much of an answering time is left, 0 to 1.
export function shareLeft(askedAt: string, answerBy: string, now: number): number {
  const whole = Date.parse(answerBy) - Date.parse(askedAt);
  if (whole <= 0) return 0;
  return Math.min(1, Math.max(0, (Date.parse(answerBy) - now) / whole));
}

const text = (name: string): Field => ({ name, kind: "text", required: true });

export const kSteps = {
  decline_offer: [text("reason")],
  end_offer: [text("note")],
  open_mediation: [text("parties")],
  hold_sitting: [{ name: "at", kind: "time" }, text("note")],
  agree_mediation: [text("terms"), { name: "perform_by", kind: "time" }],
  fail_mediation: [text("reason")],
  withdraw_mediation: [text("reason")],
  perform_mediation: [text("note")],
} satisfies Record<string, Field[]>;
export type StepName = keyof typeof kSteps;
