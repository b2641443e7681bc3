import type { CaseFilter } from "@/api/queries";
import { fromField, isDay, nextDay } from "@/text/time";

// The address says what is shown: these names are those of the API, so an address can be sent to a colleague.

export const kTexts = ["state", "type", "channel", "category", "place", "unit"] as const;
export const kFlags = ["urgent", "overdue", "redone", "disputed", "return_waiting"] as const;

/// Days are the city's days: from 00:00 of the first to 24:00 of the last. Nonsense in an address is left out.
export function filterOf(search: URLSearchParams, offsetMinutes: number): CaseFilter {
  const filter: Record<string, string | boolean> = {};
  for (const name of kTexts) {
    const value = search.get(name)?.trim();
    if (value) filter[name] = value;
  }
  for (const name of kFlags) if (search.get(name) === "true") filter[name] = true;
  const from = search.get("from");
  const to = search.get("to");
  if (from && isDay(from)) filter.opened_from = fromField(`${from}T00:00`, offsetMinutes);
  if (to && isDay(to)) filter.opened_before = fromField(`${nextDay(to)}T00:00`, offsetMinutes);
  return filter as CaseFilter;
}

/// The same list as a file.
export function exportUrl(filter: CaseFilter, q: string | null, format: "csv" | "xlsx"): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
  query.set("format", format);
  if (q) query.set("q", q);
  return `/api/v1/${q ? "search" : "cases"}/export?${query}`;
}
