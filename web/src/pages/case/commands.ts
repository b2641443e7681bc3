import type { Schema } from "@/api/client";

// What each command asks for. Names and types are those of the API, so a form that drifts from the
// description does not compile. Whether a command is allowed is never decided here: `actions` say it.

export interface CommandBodies {
  amend: Schema["AmendCommand"];
  ask_supplement: Schema["AskSupplementCommand"];
  supplement: Schema["SupplementCommand"];
  answer_at_desk: Schema["AnswerAtDeskCommand"];
  decline: Schema["DeclineCommand"];
  rule_decline: Schema["RuleDeclineCommand"];
  hand_over: Schema["HandOverCommand"];
  dispatch: Schema["DispatchCommand"];
  withdraw: Schema["WithdrawCommand"];
  acknowledge: Schema["AcknowledgeCommand"];
  contact: Schema["ContactCommand"];
  return: Schema["ReturnCommand"];
  rule_return: Schema["RuleReturnCommand"];
  request_extension: Schema["RequestExtensionCommand"];
  rule_extension: Schema["RuleExtensionCommand"];
  pause: Schema["PauseCommand"];
  resume: Schema["ResumeCommand"];
  finish: Schema["FinishCommand"];
  review: Schema["ReviewCommand"];
  callback: Schema["CallbackCommand"];
  redo: Schema["RedoCommand"];
  merge: Schema["MergeCommand"];
  unmerge: Schema["UnmergeCommand"];
  void: Schema["VoidCommand"];
  archive: Schema["ArchiveCommand"];
  note: Schema["NoteCommand"];
  remind: Schema["RemindCommand"];
  erase: Schema["EraseCommand"];
  pass_down: Schema["PassDownCommand"];
  add_unit: Schema["AddUnitCommand"];
  release_unit: Schema["ReleaseUnitCommand"];
  rule_dispute: Schema["RuleDisputeCommand"];
  rule_hand_over: Schema["RuleHandOverCommand"];
  rule_hand_in: Schema["RuleHandInCommand"];
  request_move: Schema["RequestMoveCommand"];
  contact_owner: Schema["ContactOwnerCommand"];
  end_move: Schema["EndMoveCommand"];
  request_appeal: Schema["RequestAppealCommand"];
  rule_appeal: Schema["RuleAppealCommand"];
}
export type CommandName = keyof CommandBodies;

export type FieldKind =
  | "text"
  | "line"
  | "flag"
  | "choice"
  | "verdict"
  | "satisfaction"
  | "method"
  | "unit"
  | "units"
  | "limit"
  | "time"
  | "declineReason"
  | "handOver"
  | "article"
  | "articleCode"
  | "categories"
  | "category"
  | "place"
  | "type"
  | "caseNumber"
  | "select"
  | "words";

export interface Field<Name extends string = string> {
  name: Name;
  kind: FieldKind;
  required?: boolean;
  initial?: unknown;
  /// Of a "select": its codes, and the key under which their words stand.
  codes?: string[];
  words?: string;
  /// Or the words themselves, where they are the city's.
  labels?: Record<string, string>;
  /// Only asked where the answers so far make it sensible.
  when?: (typed: Record<string, unknown>) => boolean;
}

type Forms = { [C in CommandName]: Field<Exclude<keyof CommandBodies[C], "assignment"> & string>[] };

const kReached = (typed: Record<string, unknown>) => typed.reached === true;

export const kForms: Forms = {
  amend: [
    { name: "type", kind: "type" },
    { name: "category", kind: "category" },
    { name: "place", kind: "place" },
    { name: "urgent", kind: "flag" },
    { name: "secret", kind: "flag" },
  ],
  ask_supplement: [{ name: "question", kind: "text", required: true }],
  supplement: [{ name: "text", kind: "text", required: true }],
  answer_at_desk: [
    { name: "answer", kind: "text", required: true },
    { name: "article", kind: "article" },
  ],
  decline: [
    { name: "reason", kind: "declineReason", required: true },
    { name: "explanation", kind: "text" },
  ],
  rule_decline: [
    { name: "approve", kind: "choice", required: true, initial: true },
    { name: "note", kind: "text" },
  ],
  hand_over: [
    { name: "target", kind: "handOver", required: true },
    { name: "note", kind: "text" },
  ],
  dispatch: [
    { name: "lead", kind: "unit" },
    { name: "assisting", kind: "units" },
    { name: "handling_limit", kind: "limit" },
  ],
  withdraw: [{ name: "reason", kind: "text", required: true }],
  acknowledge: [],
  contact: [
    { name: "reached", kind: "choice", required: true, initial: true },
    { name: "method", kind: "method", initial: "phone" },
    { name: "contacted_at", kind: "time" },
    { name: "note", kind: "text" },
  ],
  return: [
    { name: "basis", kind: "text", required: true },
    { name: "proposed_unit", kind: "unit" },
  ],
  rule_return: [
    { name: "accept", kind: "choice", required: true, initial: true },
    { name: "note", kind: "text" },
  ],
  request_extension: [
    { name: "asked", kind: "limit", required: true, initial: { amount: 1, unit: "working_days" } },
    { name: "reason", kind: "text", required: true },
  ],
  rule_extension: [
    { name: "grant", kind: "choice", required: true, initial: true },
    { name: "note", kind: "text" },
  ],
  pause: [{ name: "note", kind: "text", required: true }],
  resume: [],
  finish: [
    { name: "substantiated", kind: "verdict", required: true },
    { name: "solved", kind: "verdict", required: true },
    { name: "caller_contacted", kind: "flag", initial: true },
    { name: "contacted_at", kind: "time", when: (typed) => typed.caller_contacted === true },
    { name: "done", kind: "text", required: true },
    { name: "reply", kind: "text", required: true },
    { name: "beyond_duty", kind: "flag" },
    { name: "overrule", kind: "line" },
  ],
  review: [
    { name: "accept", kind: "choice", required: true, initial: true },
    { name: "note", kind: "text" },
  ],
  callback: [
    { name: "reached", kind: "choice", required: true, initial: true },
    { name: "unit_contacted", kind: "flag", when: kReached },
    { name: "solved", kind: "verdict", required: true, when: kReached },
    { name: "satisfied", kind: "satisfaction", required: true, when: kReached },
    { name: "attitude", kind: "satisfaction", when: kReached },
    { name: "opinion", kind: "text" },
    {
      name: "redo",
      kind: "flag",
      when: (typed) => kReached(typed) && (typed.solved === "no" || typed.satisfied === "unsatisfied"),
    },
  ],
  redo: [{ name: "reason", kind: "text", required: true }],
  merge: [
    { name: "into", kind: "caseNumber", required: true },
    { name: "reason", kind: "text", required: true },
  ],
  unmerge: [{ name: "reason", kind: "text", required: true }],
  void: [{ name: "reason", kind: "text", required: true }],
  archive: [],
  note: [{ name: "text", kind: "text", required: true }],
  remind: [{ name: "text", kind: "text", required: true }],
  erase: [{ name: "basis", kind: "text", required: true }],
  pass_down: [
    { name: "unit", kind: "unit", required: true },
    { name: "handling_limit", kind: "limit" },
    { name: "note", kind: "text" },
  ],
  add_unit: [
    { name: "unit", kind: "unit", required: true },
    { name: "handling_limit", kind: "limit" },
    { name: "note", kind: "text" },
  ],
  release_unit: [{ name: "reason", kind: "text", required: true }],
  rule_dispute: [
    { name: "unit", kind: "unit", required: true },
    { name: "basis", kind: "text", required: true },
    { name: "place", kind: "place" },
    { name: "handling_limit", kind: "limit" },
    { name: "note", kind: "text" },
  ],
  rule_hand_over: [
    { name: "accept", kind: "choice", required: true, initial: true },
    { name: "number", kind: "line", when: (typed) => typed.accept === true },
    { name: "note", kind: "text" },
  ],
  rule_hand_in: [
    { name: "accept", kind: "choice", required: true, initial: true },
    { name: "note", kind: "text" },
  ],
  request_move: [{ name: "plate", kind: "line", required: true }],
  contact_owner: [
    { name: "reached", kind: "choice", required: true, initial: true },
    { name: "method", kind: "method", initial: "phone" },
    { name: "note", kind: "text" },
  ],
  end_move: [
    { name: "moved", kind: "choice", required: true, initial: true },
    { name: "note", kind: "text" },
  ],
  request_appeal: [
    {
      name: "kind",
      kind: "select",
      required: true,
      initial: "assessment",
      codes: ["assessment", "unreasonable_request"],
      words: "appealKind",
    },
    { name: "grounds", kind: "text", required: true },
  ],
  rule_appeal: [
    { name: "uphold", kind: "choice", required: true },
    { name: "note", kind: "text", required: true },
  ],
};

/// In which order a bar shows what is allowed: what moves the case on comes first.
const kOrder: CommandName[] = [
  "acknowledge",
  "rule_return",
  "rule_dispute",
  "rule_extension",
  "rule_decline",
  "rule_hand_over",
  "rule_hand_in",
  "rule_appeal",
  "contact_owner",
  "end_move",
  "review",
  "callback",
  "dispatch",
  "supplement",
  "contact",
  "finish",
  "resume",
  "answer_at_desk",
  "request_extension",
  "return",
  "ask_supplement",
  "redo",
  "unmerge",
];
/// What moves the case on, as far as we know: such an action may stand out.
export const isForward = (name: string) => kOrder.includes(name as CommandName);
export const kDangerous: ReadonlySet<string> = new Set(["void", "erase", "withdraw", "decline"]);

export const isCommand = (name: string): name is CommandName => name in kForms;

export function inOrder<A extends { name: string }>(actions: A[]): A[] {
  const rank = (action: A) => {
    const at = kOrder.indexOf(action.name as CommandName);
    return at < 0 ? kOrder.length : at;
  };
  return [...actions].sort((a, b) => rank(a) - rank(b));
}

export type Typed = Record<string, unknown>;

export const initialOf = (fields: Field[]): Typed =>
  Object.fromEntries(
    fields.filter((field) => field.initial !== undefined).map((field) => [field.name, field.initial]),
  );

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

export const askedFields = (fields: Field[], typed: Typed) =>
  fields.filter((field) => field.when?.(typed) ?? true);

export const missingFields = (fields: Field[], typed: Typed) =>
  askedFields(fields, typed)
    .filter(
      (field) =>
        field.required &&
        (typeof typed[field.name] === "string"
          ? !String(typed[field.name]).trim()
          : isEmpty(typed[field.name])),
    )
    .map((field) => field.name);

/// What is sent: only what was asked and answered.
export function bodyOf(fields: Field[], typed: Typed, assignment: number): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of askedFields(fields, typed)) {
    const value = typed[field.name];
    if (!isEmpty(value)) body[field.name] = value;
  }
  if (assignment > 0) body.assignment = assignment;
  return body;
}
