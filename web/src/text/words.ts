import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { ApiError } from "@/api/errors";
import { cityQuery } from "@/api/queries";
import { useNow } from "@/ui/useNow";
import { longTime, shortTime, spanOf } from "./time";

type City = Schema["City"];
type EnumName = keyof City["enums"];

/// Words for codes. Chinese ones come from the city itself; English ones from our own table, and the
/// city's where a newer server knows a code that we do not.
export function useWords() {
  const { t, i18n } = useTranslation();
  const { data: city } = useQuery(cityQuery);
  const isEnglish = i18n.language === "en";
  return useMemo(() => {
    const offset = city?.utc_offset_minutes ?? 480;
    const ours = (kind: string, code: string) => {
      const key = `enum.${kind}.${code}`;
      return i18n.exists(key) ? (t as (key: string) => string)(key) : undefined;
    };
    const label = (kind: EnumName, code: string | undefined, said?: string): string => {
      if (!code) return said ?? "";
      const theirs = said ?? city?.enums[kind].find((each) => each.code === code)?.label;
      return (isEnglish ? ours(kind, code) : undefined) ?? theirs ?? code;
    };
    /// A code of the API that the city has no word for: ours, or the code where a newer server says more.
    const word = (kind: "field" | "message" | "list" | "channel", code: string): string => {
      const key = `word.${kind}.${code}`;
      return i18n.exists(key) ? (t as (key: string) => string)(key) : code;
    };
    const span = (ms: number): string => {
      const { days, hours, minutes } = spanOf(ms);
      if (days > 0) return t("time.daysHours", { days, hours });
      if (hours > 0) return t("time.hoursMinutes", { hours, minutes });
      return t("time.minutes", { minutes });
    };
    const limit = (value: Schema["Limit"]): string => {
      const { amount, unit } = value;
      if (unit === "minutes" && amount % 60 === 0 && amount > 0)
        return t("time.clockHours", { hours: amount / 60 });
      return `${amount} ${label("limit_unit", unit)}`;
    };
    /// Why it was refused, and what would help where we know.
    const errorText = (error: unknown): string => {
      if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
      const known = `error.${error.code}`;
      const byCode = i18n.exists(known)
        ? (t as (key: string, args: object) => string)(known, error.args)
        : undefined;
      const refusal = city?.enums.refusal.some((each) => each.code === error.code)
        ? label("refusal", error.code)
        : undefined;
      return byCode ?? refusal ?? error.message;
    };
    return { city, offset, label, word, span, limit, errorText, isEnglish };
  }, [city, isEnglish, i18n, t]);
}

/// Times as the city's clock shows them, short where the day is plain.
export function useTimes() {
  const { offset } = useWords();
  const now = useNow();
  return useMemo(
    () => ({
      short: (time: string) => shortTime(time, now, offset),
      long: (time: string) => longTime(time, offset),
      now,
      offset,
    }),
    [now, offset],
  );
}
