import { idempotencyKey, type Schema } from "@/api/client";

/// How the desk ends a call.
export type Outcome = "dispatch" | "answer" | "handOver" | "decline";

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
  openedId: "",
});

export const hasText = (draft: DeskDraft) =>
  [...Object.values(draft.caller), ...Object.values(draft.narrative)].some((text) => text.trim() !== "");

const kTitleMax = 30;

/// The first thing that was said, as a headline; the agent may write a better one.
export function titleOf(content: string): string {
  const first = content.trim().split(/[。！？!?\n；;]/)[0] ?? "";
  const points = [...first];
  return points.length <= kTitleMax ? first : `${points.slice(0, kTitleMax - 1).join("")}…`;
}

interface PlaceRow {
  code: string;
  name: string;
  kind: string;
  parent: string;
}

const kBareEndings = /(街道|社区|居委会|村委会|镇|区|村)$/;

/// The finest place that a text names: "龙华区金贸街道玉沙社区酒楼" is 玉沙社区. Where several of one name lie
/// in different districts, the one whose street or district is named too; nothing when it stays open.
export function placeInText(text: string, places: PlaceRow[]): string | undefined {
  if (text.length < 2) return undefined;
  const byCode = new Map(places.map((place) => [place.code, place]));
  const names = (place: PlaceRow) => {
    if (text.includes(place.name)) return place.name.length + 1;
    const bare = place.name.replace(kBareEndings, "");
    return bare.length >= 2 && text.includes(bare) ? bare.length : 0;
  };
  const depth: Record<string, number> = { district: 1, street: 2, community: 3 };
  const scored = places
    .filter((place) => place.kind !== "city")
    .map((place) => {
      let score = names(place);
      if (score === 0) return { place, score: 0 };
      score += (depth[place.kind] ?? 0) * 10;
      for (
        let up = byCode.get(place.parent), steps = 0;
        up && steps < 4;
        up = byCode.get(up.parent), steps += 1
      ) {
        if (up.kind !== "city" && names(up) > 0) score += 100;
      }
      return { place, score };
    })
    .filter((each) => each.score > 0)
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best) return undefined;
  return second && second.score === best.score ? undefined : best.place.code;
}
