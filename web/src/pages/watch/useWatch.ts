import { useNavigate, useSearchParams } from "react-router";

export interface Watch {
  get: (name: string) => string | null;
  /// Null takes a name out of the address.
  set: (changes: Record<string, string | null>) => void;
  /// The case or paper beside the list.
  id: string | null;
  open: (path: string) => void;
}

/// What a watching page shows stands in its address: the view, the filters, the row.
export function useWatch(): Watch {
  const [search, setSearch] = useSearchParams();
  const go = useNavigate();
  return {
    get: (name) => search.get(name),
    id: search.get("id"),
    open: (path) => void go(path),
    set: (changes) =>
      setSearch(
        (before) => {
          for (const [name, value] of Object.entries(changes)) {
            if (value === null) before.delete(name);
            else before.set(name, value);
          }
          return before;
        },
        { replace: true },
      ),
  };
}
