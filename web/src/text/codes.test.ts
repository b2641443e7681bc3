import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { enCodes } from "./enCodes";

// A code without an English word would show Chinese in an English page: new ones of the API are missed here first.

const description = readFileSync(new URL("../../../docs/api/openapi.yaml", import.meta.url), "utf8");

function codesOf(schema: string): string[] {
  const found = new RegExp(`^    ${schema}:\\n      type: string\\n      enum: \\[([^\\]]+)\\]`, "m").exec(
    description,
  );
  if (!found?.[1]) throw new Error(`${schema} is no enumeration of the description`);
  return found[1].split(",").map((code) => code.trim().replace(/^'|'$/g, ""));
}

describe("English names every code of the API", () => {
  it.each([
    ["CaseState", "case_state"],
    ["AssignmentState", "assignment_state"],
    ["RequestType", "request_type"],
    ["Channel", "channel"],
    ["Verdict", "verdict"],
    ["Satisfaction", "satisfaction"],
    ["ContactMethod", "contact_method"],
    ["ClockKind", "clock_kind"],
    ["ClockOutcome", "clock_outcome"],
    ["PauseReason", "pause_reason"],
    ["LimitUnit", "limit_unit"],
    ["CaseAction", "action"],
    ["SearchIn", "search_in"],
    ["SnippetField", "snippet_field"],
    ["LookKind", "look_kind"],
    ["AccessSubject", "access_subject"],
    ["AccessPart", "access_part"],
    ["AccessStatus", "access_status"],
    ["SignalKind", "signal_kind"],
    ["SignalSense", "signal_sense"],
    ["SimilarReason", "similar_reason"],
    ["CallInReason", "call_in_reason"],
    ["AnswerFlaw", "answer_flaw"],
  ] as const)("%s", (schema, name) => {
    const words: Record<string, string> = enCodes.enum[name];
    expect(codesOf(schema).filter((code) => !words[code])).toEqual([]);
  });
  it("and every refusal that the rules list", () => {
    const rules = readFileSync(new URL("../../../docs/rules/refusals.md", import.meta.url), "utf8");
    const codes = [...rules.matchAll(/^\| \d+ \| (\w+) \|/gm)].map((match) => match[1] ?? "");
    expect(codes.length).toBeGreaterThan(30);
    const words: Record<string, string> = enCodes.enum.refusal;
    expect(codes.filter((code) => !words[code])).toEqual([]);
  });
});
