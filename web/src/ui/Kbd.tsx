/// A key as it stands on the keyboard. Read out by nobody: aria-keyshortcuts says it.
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="kbd" aria-hidden="true">
      {keys}
    </span>
  );
}
