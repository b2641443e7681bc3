import { client, ok } from "@/api/client";
import { type ApiError, asApiError } from "@/api/errors";
import { documentOf, type PatrolTask } from "@/api/readDocuments";
import { type Entry, formOf, type ReportEntry, type TaskEntry, verdictOf } from "./outbox";
import { readPhotos, writeEntry, writeSent } from "./store";

/// A form whose bytes are ours, so that a repeat is the same request.
function upload(entry: Entry, blob: Blob, type: string) {
  const asIs = { bodySerializer: (body: unknown) => body as Blob };
  if (entry.kind === "report") {
    return client.POST("/api/v1/grid/cases", {
      params: { header: { "Idempotency-Key": entry.id } },
      headers: { "Content-Type": type },
      body: blob as unknown as { case: string },
      ...asIs,
    });
  }
  return client.POST("/api/v1/patrol-tasks/{id}/report", {
    params: { path: { id: entry.task } },
    headers: { "Content-Type": type },
    body: blob as unknown as { report: string },
    ...asIs,
  });
}

async function sendReport(entry: ReportEntry, blob: Blob, type: string): Promise<ReportEntry> {
  const { id, lead_name, category_name } = (await ok(
    upload(entry, blob, type) as Promise<{ data?: unknown; error?: unknown; response: Response }>,
  )) as { id: string; lead_name: string; category_name: string };
  return { ...entry, answer: { id, lead_name, category_name } };
}

/// A task is reported once. Where the line broke behind the first report, the second is refused, and the task
/// itself says that the first arrived.
async function sendTask(entry: TaskEntry, blob: Blob, type: string): Promise<TaskEntry> {
  try {
    const { sent_back, metres_off } = (await ok(
      upload(entry, blob, type) as Promise<{ data?: unknown; error?: unknown; response: Response }>,
    )) as { sent_back: boolean; metres_off?: number };
    return { ...entry, answer: { sentBack: sent_back, metresOff: metres_off } };
  } catch (fault) {
    if (asApiError(fault).status !== 409) throw fault;
    const task = await documentOf<PatrolTask>(entry.task);
    const reported = task.timeline.find((step) => step.kind === "task_reported");
    if (reported?.actor.id !== entry.who || reported.texts.findings !== entry.draft.text.trim()) throw fault;
    return { ...entry, answer: { sentBack: false, metresOff: task.body.metres_off ?? undefined } };
  }
}

export interface Sent {
  entry: Entry;
  error?: ApiError;
}

/// Brings one entry up and writes down what became of it.
export async function sendEntry(entry: Entry): Promise<Sent> {
  const { blob, type } = formOf(entry, await readPhotos(entry));
  try {
    const answered =
      entry.kind === "report" ? await sendReport(entry, blob, type) : await sendTask(entry, blob, type);
    const sent: Entry = { ...answered, state: "sent", changedAt: Date.now(), error: undefined };
    await writeSent(sent);
    return { entry: sent };
  } catch (fault) {
    const error = asApiError(fault);
    const { status, code, message, args } = error;
    const state = verdictOf(error) === "refused" ? "refused" : "waiting";
    const kept: Entry = { ...entry, state, error: { status, code, message, args } };
    await writeEntry(kept);
    return { entry: kept, error };
  }
}
