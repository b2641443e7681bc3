const kEnds = ["from", "to"] as const;
type End = (typeof kEnds)[number];

interface Props {
  label: (end: End) => string;
  of: (end: End) => string;
  onChange: (end: End, day: string) => void;
}

/// The first and the last day of what is shown, both as the browser asks for a day; none is "".
export function DayRange({ label, of, onChange }: Props) {
  return kEnds.map((end) => (
    <label key={end} className="day">
      {label(end)}{" "}
      <input
        type="date"
        className="time-field"
        value={of(end)}
        onChange={(event) => onChange(end, event.target.value)}
      />
    </label>
  ));
}
