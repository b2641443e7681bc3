// What an edition changed, sentence by sentence.

export interface Piece {
  kind: "same" | "gone" | "new";
  text: string;
}

/// Past this many pairs of sentences only whole texts are compared: nobody reads more side by side.
const kPairsMax = 250_000;

const sentencesOf = (text: string): string[] =>
  text.match(/[^。；！？\n]*[。；！？\n]|[^。；！？\n]+/g) ?? [];

/// The sentences of both in reading order: those that went before those that came. Joined, "same" and "gone" are
/// the text before, "same" and "new" the text after.
export function changesOf(before: string, after: string): Piece[] {
  const a = sentencesOf(before);
  const b = sentencesOf(after);
  if (a.length * b.length > kPairsMax) {
    const pieces: Piece[] = [
      { kind: "gone", text: before },
      { kind: "new", text: after },
    ];
    return before === after ? [{ kind: "same", text: after }] : pieces;
  }
  // common[i][j]: the most sentences that a from i and b from j share.
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = common[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const pieces: Piece[] = [];
  const add = (kind: Piece["kind"], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("same", a[i] ?? "");
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      add("gone", a[i] ?? "");
      i += 1;
    } else {
      add("new", b[j] ?? "");
      j += 1;
    }
  }
  return pieces;
}

export const hasChanged = (pieces: Piece[]) => pieces.some((piece) => piece.kind !== "same");
