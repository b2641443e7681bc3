import { idempotencyKey, type Schema } from "@/api/client";

/// How the desk ends a call.
export type Outcome = "dispatch" | "answer" | "handOver" | "decline" | "move";

export interface DeskDraft {
  id: string;
  /// The same call filed twice opens one case.
  key: string;
  startedAt: number;
  channel: Schema["Channel"];
  type: Schema["RequestType"];
  category: string;
  place: string;
  point?: Schema["GeoPoint"];
  urgent?: boolean;
  secret: boolean;
  caller: Required<Schema["CallerBody"]>;
  narrative: Required<Schema["NarrativeBody"]>;
  outcome: Outcome;
  lead: string;
  answer: string;
  article: string;
  target: string;
  note: string;
  reason: string;
  /// Of the car in the way.
  plate: string;
  /// The case is there already, and only what comes after failed.
  openedId: string;
}

export const emptyDraft = (id: string): DeskDraft => ({
  id,
  key: idempotencyKey(),
  startedAt: 0,
  channel: "phone",
  type: "help",
  category: "",
  place: "",
  secret: false,
  caller: { name: "", phone: "", other_contact: "", sex: "", enterprise: "", tags: "" },
  narrative: { title: "", content: "", address: "", wish: "" },
  outcome: "dispatch",
  lead: "",
  answer: "",
  article: "",
  target: "",
  note: "",
  reason: "",
  plate: "",
  openedId: "",
});

export const hasText = (draft: DeskDraft) =>
  [...Object.values(draft.caller), ...Object.values(draft.narrative)].some((text) => text.trim() !== "");

const kPlate =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•\s]?([A-Z0-9]{5,6}|[A-Z0-9]{4}[挂学警港澳])/i;

/// The first number plate in what was said, as it stands on the car; none: "".
export const plateIn = (text: string): string =>
  (kPlate.exec(text)?.[0] ?? "").replaceAll(/[·•\s]/g, "").toUpperCase();

const kTitleMax = 30;

/// The first thing that was said, as a headline; the agent may write a better one.
export function titleOf(content: string): string {
  const first = content.trim().split(/[。！？!?\n；;]/)[0] ?? "";
  const points = [...first];
  return points.length <= kTitleMax ? first : `${points.slice(0, kTitleMax - 1).join("")}…`;
}
