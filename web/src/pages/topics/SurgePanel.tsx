import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { paperPages, paperQuery } from "@/api/queries";
import { PaperBadge } from "@/pages/paper/PaperWords";
import type { Watch } from "@/pages/watch/useWatch";
import { Moment } from "@/shell/CaseWords";
import { Trouble } from "@/shell/Trouble";
import { Panel } from "@/ui/Panel";
import { surgeOf } from "./topics";
import { useSurgeWords } from "./useSurgeWords";

const kOpen = ["open", "ended"] as const;

function Line({
  line,
  isActive,
  onChoose,
}: {
  line: Schema["DocumentLine"];
  isActive: boolean;
  onChoose: () => void;
}) {
  const { t } = useTranslation();
  const words = useSurgeWords();
  const { data } = useQuery(paperQuery(line.id));
  const surge = data && surgeOf(data);
  return (
    <li>
      <button
        type="button"
        className={`surge ${isActive ? "is-active" : ""} ${line.open ? "is-open" : ""}`}
        aria-pressed={isActive}
        onClick={onChoose}
      >
        <span className="topic-text">
          <span className="row-title">
            <PaperBadge kind={line.kind} state={line.state} />
            <b className="topic-words">{surge ? words.title(surge) : "…"}</b>
          </span>
          <small className="quiet">
            <Moment at={line.opened_at} /> {surge && words.usual(surge.expected)}
          </small>
        </span>
        <span className="topic-count">
          <b>{line.cases.length}</b> {t("topics.casesUnit")}
          <small className="quiet">{surge && t("topics.fromPersons", { count: surge.persons })}</small>
        </span>
      </button>
    </li>
  );
}

/// Warnings as they come: those that somebody still has to judge, or those that are over.
export function SurgePanel({ watch }: { watch: Watch }) {
  const { t } = useTranslation();
  const open = watch.get("ended") ? "ended" : "open";
  const query = useInfiniteQuery(paperPages({ kind: "surge_warning", open: open === "open" }));
  const lines = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title={t("topics.surges")}
      flush
      className="topics-panel surges"
      extra={
        <Segmented
          size="small"
          value={open}
          onChange={(next) => watch.set({ ended: next === "ended" ? "1" : null, surge: null })}
          options={kOpen.map((each) => ({ value: each, label: t(`topics.${each}`) }))}
        />
      }
    >
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <ul className="surge-list" aria-live="polite">
        {lines.map((line) => (
          <Line
            key={line.id}
            line={line}
            isActive={watch.get("surge") === line.id}
            onChoose={() => watch.set({ surge: line.id, topic: null })}
          />
        ))}
      </ul>
      {lines.length === 0 && !query.error && (
        <p className="topics-wait quiet">
          {t(query.isPending ? "list.loading" : open === "open" ? "topics.calm" : "topics.noneEnded")}
        </p>
      )}
      {query.hasNextPage && (
        <Button type="text" block onClick={() => void query.fetchNextPage()}>
          {t("topics.more")}
        </Button>
      )}
    </Panel>
  );
}
