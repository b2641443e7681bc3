import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { useSession } from "@/api/session";
import { useTimes } from "@/text/words";

type Doing = Schema["Doing"];

/// Well within the time after which the server takes a silent page for gone.
const kSayMs = 6000;
/// Whoever has typed within this time is writing.
const kWritingMs = 60_000;

const say = (id: string, doing: Doing, keepalive = false) =>
  client.POST("/api/v1/cases/{id}/presence", { params: { path: { id } }, body: { doing }, keepalive });

/// Says that this case is open here, for as long as the page can be seen, and shows who else has it open.
export function Presence({ id, typedAt }: { id: string; typedAt: RefObject<number> }) {
  const { t } = useTranslation();
  const times = useTimes();
  const { hasEnded } = useSession();
  const query = useQuery({
    queryKey: ["presence", id],
    queryFn: () => ok(say(id, Date.now() - typedAt.current < kWritingMs ? "writing" : "reading")),
    refetchInterval: kSayMs,
    enabled: !hasEnded,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  useEffect(() => {
    const leave = () => void say(id, "left", true).catch(() => undefined);
    const onVisibility = () => document.visibilityState === "hidden" && leave();
    document.addEventListener("visibilitychange", onVisibility);
    window.addEventListener("pagehide", leave);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [id]);
  const others = query.data?.items ?? [];
  return (
    <span role="status" className="presence">
      {others.map((each) => (
        <span
          key={`${each.name} ${each.since}`}
          className={each.doing === "writing" ? "mark is-writing" : "mark"}
          title={t("presence.since", { unit: each.unit_name, time: times.short(each.since) })}
        >
          {t(each.doing === "writing" ? "presence.writing" : "presence.reading", { name: each.name })}
        </span>
      ))}
    </span>
  );
}
