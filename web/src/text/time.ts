// Times come from the server with the city's own offset, so what stands in them is what the city's clocks show.

/// Milliseconds since 1970, for counting down.
export const instantOf = (time: string) => Date.parse(time);

const two = (value: number) => String(value).padStart(2, "0");

/// What the city's wall clock shows at this moment, as "2026-03-02T09:00:00".
export function wallClock(at: number, offsetMinutes: number): string {
  return new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 19);
}

/// "09:00" today, "03-02 09:00" this year, "2025-03-02 09:00" otherwise.
export function shortTime(time: string, now: number, offsetMinutes: number): string {
  const here = wallClock(instantOf(time), offsetMinutes);
  const today = wallClock(now, offsetMinutes);
  const clock = here.slice(11, 16);
  if (here.slice(0, 10) === today.slice(0, 10)) return clock;
  if (here.slice(0, 4) === today.slice(0, 4)) return `${here.slice(5, 10)} ${clock}`;
  return `${here.slice(0, 10)} ${clock}`;
}

export const longTime = (time: string, offsetMinutes: number) =>
  wallClock(instantOf(time), offsetMinutes).replace("T", " ");

/// From "2026-03-02T09:00" of a date field to RFC 3339 in the city's zone.
export function fromField(field: string, offsetMinutes: number): string {
  const sign = offsetMinutes < 0 ? "-" : "+";
  const minutes = Math.abs(offsetMinutes);
  const seconds = field.length === 16 ? ":00" : "";
  return `${field}${seconds}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export const toField = (at: number, offsetMinutes: number) => wallClock(at, offsetMinutes).slice(0, 16);

export interface Span {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

export function spanOf(ms: number): Span {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor((seconds % 86_400) / 3600),
    minutes: Math.floor((seconds % 3600) / 60),
    seconds: seconds % 60,
  };
}

export type Urgency = "late" | "soon" | "near" | "calm";

/// How near a due time is: a colour never stands without these words.
export function urgencyOf(dueAt: string, now: number, startedAt?: string): Urgency {
  const left = instantOf(dueAt) - now;
  if (left < 0) return "late";
  const whole = startedAt ? instantOf(dueAt) - instantOf(startedAt) : 0;
  if (left < 30 * 60_000 || (whole > 0 && left < whole * 0.2)) return "soon";
  if (left < 4 * 3_600_000 || (whole > 0 && left < whole * 0.5)) return "near";
  return "calm";
}

/// "2026-03-31", as a field of type date writes it and an address carries it.
export const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

export function nextDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return new Date(date.getTime() + 86_400_000).toISOString().slice(0, 10);
}
