import type { Schema } from "@/api/client";

// The payload of an event in words. It was hashed and never changes; a kind that we do not know yet
// shows only its name and texts, and nothing breaks.

type Words = {
  unitName: (code: string) => string;
  categoryName: (code: string) => string;
  placeName: (code: string) => string;
  label: (
    kind: "verdict" | "satisfaction" | "contact_method" | "clock_kind" | "request_type",
    code: string,
  ) => string;
  time: (at: string) => string;
  t: (key: string, args?: object) => string;
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

interface Assigned {
  unit?: string;
  is_lead?: boolean;
  rule?: string;
  handling?: { due_at?: string };
}

function assignmentsOf(data: Record<string, unknown>, words: Words): string[] {
  if (!Array.isArray(data.assignments)) return [];
  return (data.assignments as Assigned[]).map((each) => {
    const role = words.t(each.is_lead ? "units.lead" : "units.assisting");
    const due =
      each.is_lead && each.handling?.due_at
        ? `，${words.t("timeline.due", { time: words.time(each.handling.due_at) })}`
        : "";
    return `${role} ${words.unitName(textOf(each.unit))}${due}`;
  });
}

/// Short facts of one event, in the order in which people ask for them.
export function factsOf(line: Schema["TimelineLine"], words: Words): string[] {
  const data = line.data as Record<string, unknown>;
  const { t, label } = words;
  const facts = assignmentsOf(data, words);
  const add = (key: string, value: string) => {
    if (value) facts.push(`${t(`timeline.${key}`)} ${value}`);
  };
  const yesNo = (value: unknown) => (typeof value === "boolean" ? t(value ? "form.yes" : "form.no") : "");

  if (line.kind === "case_opened" || line.kind === "case_amended") {
    add("type", textOf(data.type) && label("request_type", textOf(data.type)));
    add("category", textOf(data.category) && words.categoryName(textOf(data.category)));
    add("place", textOf(data.place) && words.placeName(textOf(data.place)));
  }
  add("basis", textOf(data.basis));
  add("method", textOf(data.method) && label("contact_method", textOf(data.method)));
  add("reached", yesNo(data.reached));
  add("substantiated", textOf(data.substantiated) && label("verdict", textOf(data.substantiated)));
  add("callerContacted", yesNo(data.caller_contacted));
  add("solved", textOf(data.solved) && label("verdict", textOf(data.solved)));
  add("satisfied", textOf(data.satisfied) && label("satisfaction", textOf(data.satisfied)));
  add("clock", textOf(data.clock) && label("clock_kind", textOf(data.clock)));
  if (typeof data.percent === "number") facts.push(`${data.percent}%`);
  add("proposedUnit", textOf(data.proposed_unit) && words.unitName(textOf(data.proposed_unit)));
  add("dueAt", textOf(data.due_at) && words.time(textOf(data.due_at)));
  add("into", textOf(data.into));
  add("field", textOf(data.field));
  return facts;
}
