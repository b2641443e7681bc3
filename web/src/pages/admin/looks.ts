import type { paths } from "@/api/schema";
import { fromField, isDay, nextDay } from "@/text/time";

export type LookFilter = NonNullable<paths["/api/v1/looks"]["get"]["parameters"]["query"]>;

/// Days are the city's days: from 00:00 of the first to 24:00 of the last. Nonsense in an address is left out.
export function lookFilterOf(search: URLSearchParams, offsetMinutes: number): LookFilter {
  const filter: LookFilter = {};
  const kind = search.get("kind");
  const person = search.get("person")?.trim();
  const about = search.get("case")?.trim();
  const from = search.get("from");
  const to = search.get("to");
  if (kind === "personal_data_viewed" || kind === "list_exported") filter.kind = kind;
  if (person) filter.person = person;
  if (about && /^[1-9][0-9]{0,17}$/.test(about)) filter.case = about;
  if (from && isDay(from)) filter.from = fromField(`${from}T00:00`, offsetMinutes);
  if (to && isDay(to)) filter.before = fromField(`${nextDay(to)}T00:00`, offsetMinutes);
  return filter;
}

export type AccessFilter = NonNullable<paths["/api/v1/access-changes"]["get"]["parameters"]["query"]>;

/// The same for changes of access: whose, and of which days.
export function accessFilterOf(search: URLSearchParams, offsetMinutes: number): AccessFilter {
  const { person, from, before } = lookFilterOf(search, offsetMinutes);
  return { ...(person && { person }), ...(from && { from }), ...(before && { before }) };
}

/// The same list as a file.
export function looksUrl(filter: LookFilter, format: "csv" | "xlsx"): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
  query.set("format", format);
  return `/api/v1/looks/export?${query}`;
}
