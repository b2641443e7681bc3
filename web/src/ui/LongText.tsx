/// What somebody said, in their own lines. A long one scrolls within itself, by keys, too.
export function LongText({ text, label, className }: { text: string; label: string; className: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys
    <div className={className} role="region" aria-label={label} tabIndex={0}>
      {text}
    </div>
  );
}
