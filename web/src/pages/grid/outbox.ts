import { idempotencyKey, type Schema } from "@/api/client";
import type { ApiError } from "@/api/errors";
import { titleOf } from "@/pages/desk/deskDraft";
import type { Point } from "./geometry";

// What a grid worker writes waits here until the server has it: pure rules, the database is store.ts.

export interface ReportDraft {
  content: string;
  address: string;
  category: string;
  urgent: boolean;
  /// The first leads, the others assist; none: the catalogue decides.
  units: string[];
  /// Named only where no cell of the grid holds the point.
  place: string;
  point?: Point;
  /// Metres, as the phone says; absent when a cell was chosen by hand.
  accuracy?: number;
}

export interface TaskDraft {
  passed?: boolean;
  text: string;
  point?: Point;
  accuracy?: number;
}

interface Common {
  /// Goes up as the Idempotency-Key: the same entry sent twice is one report.
  id: string;
  who: string;
  state: "draft" | "waiting" | "refused" | "sent";
  startedAt: number;
  changedAt: number;
  photos: string[];
  /// Exactly what goes up, fixed when it was handed in: a repeat has to be the same to the byte.
  body?: string;
  /// Why it is still here.
  error?: { status: number; code: string; message: string; args: Record<string, string> };
}
export interface ReportEntry extends Common {
  kind: "report";
  draft: ReportDraft;
  answer?: Pick<Schema["OpenedCase"], "id" | "lead_name" | "category_name">;
}
export interface TaskEntry extends Common {
  kind: "task";
  task: string;
  title: string;
  draft: TaskDraft;
  answer?: { sentBack: boolean; metresOff?: number };
}
export type Entry = ReportEntry | TaskEntry;

const common = (who: string, now: number): Common => ({
  id: idempotencyKey(),
  who,
  state: "draft",
  startedAt: now,
  changedAt: now,
  photos: [],
});

export const newReport = (who: string, now: number): ReportEntry => ({
  ...common(who, now),
  kind: "report",
  draft: { content: "", address: "", category: "", urgent: false, units: [], place: "" },
});

export const newTaskReport = (who: string, now: number, task: string, title: string): TaskEntry => ({
  ...common(who, now),
  kind: "task",
  task,
  title,
  draft: { text: "" },
});

export const hasSomething = (entry: Entry) =>
  entry.photos.length > 0 ||
  (entry.kind === "report"
    ? [entry.draft.content, entry.draft.address].some((text) => text.trim() !== "")
    : entry.draft.text.trim() !== "" || entry.draft.passed !== undefined);

export type Lack = "content" | "point" | "passed" | "photo";

/// What is missing before it can be handed in. A finish is looked at with a photo; a report may do without.
export function lacksOf(entry: Entry, wantsPhoto = false): Lack[] {
  const lacks: Lack[] = [];
  if (entry.kind === "task" && entry.draft.passed === undefined) lacks.push("passed");
  const text = entry.kind === "report" ? entry.draft.content : entry.draft.text;
  if (!text.trim()) lacks.push("content");
  if (wantsPhoto && entry.photos.length === 0) lacks.push("photo");
  if (!entry.draft.point) lacks.push("point");
  return lacks;
}

function reportBody(draft: ReportDraft): string {
  const [lead, ...assisting] = draft.units;
  const content = draft.content.trim();
  const body: Schema["StreetReport"] = {
    point: draft.point ?? { lon: 0, lat: 0 },
    narrative: { title: titleOf(content), content, address: draft.address.trim(), wish: "" },
    ...(draft.category && { category: draft.category }),
    ...(draft.place && { place: draft.place }),
    ...(draft.urgent && { urgent: true }),
    ...(lead && { lead, assisting }),
  };
  return JSON.stringify(body);
}

function taskBody(draft: TaskDraft): string {
  const body: Schema["TaskReport"] = {
    passed: draft.passed ?? false,
    point: draft.point ?? { lon: 0, lat: 0 },
    text: draft.text.trim(),
  };
  return JSON.stringify(body);
}

/// From now on it only waits: nothing of it changes any more.
export const handIn = <E extends Entry>(entry: E, now: number): E => ({
  ...entry,
  state: "waiting",
  changedAt: now,
  error: undefined,
  body: entry.kind === "report" ? reportBody(entry.draft) : taskBody(entry.draft),
});

/// Back to the form under another key: what was refused is changed before it goes up again.
export const takeBack = <E extends Entry>(entry: E, now: number): E => ({
  ...entry,
  id: idempotencyKey(),
  state: "draft",
  changedAt: now,
  body: undefined,
});

/// What an error means for what waits: try again by itself, sign in first, or change it.
export function verdictOf(error: ApiError): "later" | "signIn" | "refused" {
  if (error.status === 401) return "signIn";
  if (error.mayRetry || error.status >= 500 || error.status === 408) return "later";
  return "refused";
}

/// In the order they were handed in: what happened first is reported first.
export const waitingOf = (entries: Entry[]) =>
  entries.filter((entry) => entry.state === "waiting").sort((a, b) => a.changedAt - b.changedAt);

const kKeepSentMs = 30 * 24 * 3_600_000;
export const isOld = (entry: Entry, now: number) =>
  entry.state === "sent" && now - entry.changedAt > kKeepSentMs;

export interface FormPhoto {
  name: string;
  blob: Blob;
}

/// The form as bytes, the same for the same entry every time: the boundary is made from its key.
export function formOf(entry: Entry, photos: FormPhoto[]): { type: string; blob: Blob } {
  const boundary = `grid-${entry.id}`;
  const field = entry.kind === "report" ? "case" : "report";
  const parts: BlobPart[] = [
    `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n` +
      `Content-Type: application/json\r\n\r\n${entry.body ?? ""}\r\n`,
  ];
  for (const photo of photos) {
    parts.push(
      `--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="${photo.name}"\r\n` +
        `Content-Type: ${photo.blob.type || "image/jpeg"}\r\n\r\n`,
      photo.blob,
      "\r\n",
    );
  }
  parts.push(`--${boundary}--\r\n`);
  const type = `multipart/form-data; boundary=${boundary}`;
  return { type, blob: new Blob(parts, { type }) };
}
