import { useNavigate } from "react-router";
import { type Changes, useAddress } from "@/shell/useAddress";

export interface Watch {
  get: (name: string) => string | null;
  /// Null takes a name out of the address.
  set: (changes: Changes) => void;
  /// The case or paper beside the list.
  id: string | null;
  open: (path: string) => void;
}

/// What a watching page shows stands in its address: the view, the filters, the row.
export function useWatch(): Watch {
  const [search, set] = useAddress({ replace: true });
  const go = useNavigate();
  return {
    get: (name) => search.get(name),
    id: search.get("id"),
    open: (path) => void go(path),
    set,
  };
}
