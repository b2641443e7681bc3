import { useSearchParams } from "react-router";

export type Changes = Record<string, string | null>;

/// What a page shows stands in its address: views, filters, the chosen row. Null takes a name out of it. Where a
/// change replaces the address, "back" leaves the page instead of undoing it.
export function useAddress({ replace = false } = {}) {
  const [search, setSearch] = useSearchParams();
  const set = (changes: Changes) =>
    setSearch(
      (before) => {
        for (const [name, value] of Object.entries(changes)) {
          if (value === null) before.delete(name);
          else before.set(name, value);
        }
        return before;
      },
      { replace },
    );
  return [search, set] as const;
}
