interface Props {
  text: string;
  /// Ascending, apart from each other; in code points, as the API counts them.
  marks: { from: number; to: number }[];
}

/// A piece of text with what was looked for marked in it.
export function Marked({ text, marks }: Props) {
  const points = Array.from(text);
  const piece = (from: number, to: number) => points.slice(from, to).join("");
  return (
    <>
      {marks.map((mark, index) => (
        <span key={mark.from}>
          {piece(marks[index - 1]?.to ?? 0, mark.from)}
          <mark>{piece(mark.from, mark.to)}</mark>
        </span>
      ))}
      {piece(marks.at(-1)?.to ?? 0, points.length)}
    </>
  );
}
