import type { Schema } from "@/api/client";

type LadderRung = Schema["Ladder"]["items"][number];
type Climbed = Schema["Climb"]["rungs"][number];

export type Rung = LadderRung & {
  reached?: Climbed;
  /// This rung or one above it was reached: nobody climbs it any more.
  isPassed: boolean;
};

/// The city's ladder with what this case has reached of it, the lowest first.
export function rungsOf(ladder: Schema["Ladder"], climb: Schema["Climb"] | null): Rung[] {
  const climbed = new Map((climb?.rungs ?? []).map((rung) => [rung.level, rung]));
  const highest = Math.max(-1, ...climbed.keys());
  return ladder.items
    .filter((rung) => rung.level > 0 || climbed.has(rung.level))
    .map((rung) => ({ ...rung, reached: climbed.get(rung.level), isPassed: rung.level <= highest }));
}
