import type { DocumentOf, Step } from "@/api/readDocuments";
import type { Field } from "@/pages/case/commands";
import type { Tone } from "@/ui/Badge";

// A leader's shift as /documents/{id} tells it, and what the page reads out of it.

export type ShiftState = "planned" | "signed_in" | "handed_over" | "missed" | "cancelled";

export interface ShiftCall {
  about: string;
  at: string;
  reached: boolean;
  solved: string | null;
  satisfied: string | null;
  entered_by: string;
}
export interface Instruction {
  no: number;
  about: string | null;
  unit: string;
  due_at: string;
  happened_at: string | null;
  overdue: boolean;
}
export interface Shift {
  state: ShiftState;
  unit: string;
  leader: string;
  is_guest: boolean;
  from: string;
  to: string;
  prepare_at: string;
  prepared_at: string | null;
  package: {
    open_count: number;
    overdue_count: number;
    unsatisfied_count: number;
    overdue: string[];
    unsatisfied: string[];
    callbacks: string[];
    instructions: string[];
  };
  signed_in_at: string | null;
  reviews: { about: string; at: string }[];
  callbacks: ShiftCall[];
  instructions: Instruction[];
  notes: { at: string; by: string }[];
  ended_at: string | null;
}

export const kShiftTones: Record<ShiftState, Tone> = {
  planned: "grey",
  signed_in: "blue",
  handed_over: "green",
  missed: "red",
  cancelled: "grey",
};

const stepsOf = (steps: Step[], kind: string) => steps.filter((step) => step.kind === kind);

/// What each instruction says and what came of it; the n-th was given in the n-th such step.
export function instructionsOf(shift: DocumentOf<Shift>) {
  const given = stepsOf(shift.timeline, "shift_instructed");
  const followed = stepsOf(shift.timeline, "shift_followed_up");
  return shift.body.instructions.map((instruction, at) => ({
    ...instruction,
    text: given[at]?.texts.text ?? "",
    by: given[at]?.actor.name ?? "",
    result: followed.find((step) => step.payload.no === instruction.no)?.texts.text ?? "",
  }));
}

/// The handover log: every note, and the last one that hands over, newest first.
export const notesOf = (shift: DocumentOf<Shift>) =>
  shift.timeline
    .filter((step) => step.kind === "shift_noted" || step.kind === "shift_handed_over")
    .map((step) => ({
      at: step.at,
      by: step.actor.name,
      text: step.texts.text ?? "",
      isLast: step.kind === "shift_handed_over",
    }))
    .reverse();

export const reviewsOf = (shift: DocumentOf<Shift>) =>
  stepsOf(shift.timeline, "shift_reviewed").map((step) => ({
    at: step.at,
    by: step.actor.name,
    about: String(step.payload.about ?? ""),
    text: step.texts.text ?? "",
  }));

/// The last call to each citizen of the package: who was reached is done, who was not is tried again.
export function callsOf(shift: Shift) {
  const last = new Map<string, ShiftCall>();
  const attempts = new Map<string, number>();
  for (const call of shift.callbacks) {
    last.set(call.about, call);
    attempts.set(call.about, (attempts.get(call.about) ?? 0) + 1);
  }
  const wanted = [...shift.package.callbacks, ...last.keys()];
  return [...new Set(wanted)].map((about) => ({
    about,
    last: last.get(about),
    attempts: attempts.get(about) ?? 0,
    isDone: last.get(about)?.reached ?? false,
  }));
}

/// Who is called next: the first who was never called, then those who did not answer.
export function nextCall(shift: Shift, after?: string): string | undefined {
  const calls = callsOf(shift).filter((call) => call.about !== after);
  return (calls.find((call) => !call.last) ?? calls.find((call) => !call.isDone))?.about;
}

/// Cases worth the leader's eye: what is overdue, then what was redone; each once.
export const toReview = (shift: Shift) => [
  ...new Set([...shift.package.overdue, ...shift.package.unsatisfied]),
];

const text = (name: string): Field => ({ name, kind: "text", required: true });
export const kShiftForms = {
  note_shift: [text("text")],
  review_shift: [text("text")],
  hand_over_shift: [text("text")],
  follow_up: [text("text")],
  instruct_shift: [
    text("text"),
    { name: "unit", kind: "unit", required: true },
    { name: "due_at", kind: "time", required: true },
  ],
} satisfies Record<string, Field[]>;
