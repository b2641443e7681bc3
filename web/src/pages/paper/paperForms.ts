import type { Field } from "@/pages/case/commands";
import type { PaperKind } from "./papers";

// Which form is offered while a paper stands where it stands. The rules decide on the server; a form that came
// too late is refused there, and says why.

export interface PaperForm {
  command: string;
  states: string[];
  /// Whoever holds one of these is offered it.
  permissions: string[];
  fields: Field[];
  danger?: boolean;
  /// A form of its own, because what it asks for is a list.
  isList?: boolean;
}

const kOneDay = { amount: 1, unit: "working_days" };
const text = (name = "text"): Field => ({ name, kind: "text", required: true });
const limit: Field = { name: "limit", kind: "limit", required: true, initial: kOneDay };

export const kPaperForms: Record<PaperKind, PaperForm[]> = {
  supervision_order: [
    { command: "receive", states: ["issued"], permissions: ["acknowledge"], fields: [] },
    { command: "answer", states: ["issued", "received"], permissions: ["sign"], fields: [text()] },
    {
      command: "close",
      states: ["answered"],
      permissions: ["supervise"],
      fields: [text("note")],
    },
    {
      command: "send_back",
      states: ["answered"],
      permissions: ["supervise"],
      fields: [limit, text("reason")],
    },
    {
      command: "visit",
      states: ["issued", "received", "answered"],
      permissions: ["supervise"],
      fields: [
        { name: "at", kind: "time" },
        { name: "visitors", kind: "words" },
        { name: "confirmed", kind: "flag" },
        text(),
      ],
    },
    {
      command: "withdraw",
      states: ["issued", "received", "answered"],
      permissions: ["supervise"],
      fields: [text("reason")],
      danger: true,
    },
  ],
  joint_conference: [
    {
      command: "schedule",
      states: ["proposed", "called"],
      permissions: ["supervise"],
      fields: [
        { name: "meets_at", kind: "time", required: true },
        { name: "units", kind: "units" },
        { name: "agenda", kind: "text" },
      ],
    },
    { command: "hold", states: ["called"], permissions: ["supervise"], fields: [], isList: true },
    { command: "write_minutes", states: ["held"], permissions: ["supervise"], fields: [], isList: true },
    {
      command: "cancel",
      states: ["proposed", "called", "held", "minuted"],
      permissions: ["supervise"],
      fields: [text("reason")],
      danger: true,
    },
  ],
  raise: [
    {
      command: "instruct",
      states: ["raised", "instructed"],
      permissions: ["instruct"],
      fields: [{ name: "unit", kind: "unit" }, { name: "due_at", kind: "time" }, text()],
    },
    { command: "answer", states: ["raised", "instructed"], permissions: ["sign"], fields: [text()] },
    { command: "close", states: ["answered"], permissions: ["instruct"], fields: [text("note")] },
    {
      command: "send_back",
      states: ["answered"],
      permissions: ["instruct"],
      fields: [limit, text("reason")],
    },
    {
      command: "withdraw",
      states: ["raised", "instructed", "answered"],
      permissions: ["supervise"],
      fields: [text("reason")],
      danger: true,
    },
  ],
  discipline_referral: [
    { command: "hand_over", states: ["proposed"], permissions: ["supervise"], fields: [text("note")] },
    { command: "accept", states: ["handed_over"], permissions: ["discipline"], fields: [text()] },
    {
      command: "close",
      states: ["accepted"],
      permissions: ["discipline"],
      fields: [
        {
          name: "outcome",
          kind: "select",
          required: true,
          codes: ["no_fault", "talked", "criticised", "ordered", "investigated"],
          words: "paper.outcome",
        },
        text(),
      ],
    },
    {
      command: "withdraw",
      states: ["proposed", "handed_over"],
      permissions: ["supervise"],
      fields: [text("reason")],
      danger: true,
    },
  ],
  surge_warning: [
    {
      command: "confirm",
      states: ["raised"],
      permissions: ["supervise"],
      fields: [{ name: "lead", kind: "unit", required: true }, text("reason")],
    },
    {
      command: "dismiss",
      states: ["raised"],
      permissions: ["supervise"],
      fields: [text("reason")],
      danger: true,
    },
    { command: "close", states: ["incident"], permissions: ["supervise"], fields: [text("reason")] },
  ],
  article: [], // a page of its own: what is sent holds a whole edition
  knowledge_gap: [
    {
      command: "answer",
      states: ["open"],
      permissions: ["write_knowledge"],
      fields: [
        { name: "article", kind: "articleCode" },
        { name: "note", kind: "text" },
      ],
    },
    {
      command: "close",
      states: ["answered"],
      permissions: ["review_knowledge"],
      fields: [{ name: "note", kind: "text" }],
    },
    {
      command: "send_back",
      states: ["answered"],
      permissions: ["review_knowledge"],
      fields: [text("reason")],
    },
  ],
  question: [
    { command: "approve", states: ["proposed"], permissions: ["train"], fields: [] },
    { command: "reject", states: ["proposed"], permissions: ["train"], fields: [text("reason")] },
    {
      command: "retire",
      states: ["approved"],
      permissions: ["train"],
      fields: [text("reason")],
      danger: true,
    },
  ],
};

/// What may be done with one task of a conference.
export const kTaskForms: (PaperForm & { states: ("open" | "done")[] })[] = [
  { command: "finish_task", states: ["open"], permissions: ["finish", "supervise"], fields: [text()] },
  {
    command: "reject_task",
    states: ["done"],
    permissions: ["supervise"],
    fields: [{ name: "due_at", kind: "time", required: true }, text("reason")],
  },
  {
    command: "drop_task",
    states: ["open"],
    permissions: ["supervise"],
    fields: [text("reason")],
    danger: true,
  },
];

export const formsFor = (
  forms: PaperForm[],
  state: string,
  may: (...permissions: string[]) => boolean,
): PaperForm[] => forms.filter((form) => form.states.includes(state) && may(...form.permissions));

/// What opens a paper about a case. Its level ties it to the city's ladder.
export const kOpenings: Record<"climb" | "issue" | "call", Field[]> = {
  climb: [
    { name: "level", kind: "select", required: true },
    { name: "trigger", kind: "select" },
    { name: "reason", kind: "text" },
  ],
  issue: [
    { name: "unit", kind: "unit", required: true },
    { name: "limit", kind: "limit", required: true, initial: { amount: 3, unit: "working_days" } },
    { name: "demand", kind: "text", required: true },
  ],
  call: [
    { name: "units", kind: "units", required: true },
    { name: "meets_at", kind: "time" },
    { name: "limit", kind: "limit", required: true, initial: { amount: 5, unit: "working_days" } },
    { name: "agenda", kind: "text", required: true },
  ],
};

/// Conditions that only people judge; the rest the city's ladder sees by itself.
export const kJudged = [
  "manual",
  "mass_or_safety",
  "no_action",
  "false_report",
  "shirking",
  "duty_disputed",
  "media",
  "leader_note",
];
