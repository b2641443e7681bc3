import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { paperPages, paperQuery } from "@/api/queries";
import { PaperBadge } from "@/pages/paper/PaperWords";
import { textIn } from "@/pages/paper/papers";
import type { Watch } from "@/pages/watch/useWatch";
import { Due, Moment } from "@/shell/CaseWords";
import { Nothing, Trouble } from "@/shell/Trouble";
import { DataList } from "@/ui/DataList";

const kOpen = ["open", "closed", "all"] as const;

function Asked({ line }: { line: Schema["DocumentLine"] }) {
  const { t } = useTranslation();
  const { data } = useQuery(paperQuery(line.id));
  const count = (data?.body as { asked?: number } | undefined)?.asked ?? 1;
  return (
    <>
      <span className="row-title">
        <b>{data ? textIn(data, "text", "gap_opened") : "…"}</b>
      </span>
      <small className="quiet">
        <span className="number">{line.number}</span> {count > 1 && t("knowledge.askedTimes", { count })}
      </small>
    </>
  );
}

/// What the desk had no answer to, as tasks of the units.
export function GapList({ watch }: { watch: Watch }) {
  const { t } = useTranslation();
  const open = kOpen.find((each) => each === watch.get("open")) ?? "open";
  const query = useInfiniteQuery(
    paperPages({ kind: "knowledge_gap", open: open === "all" ? undefined : open === "open" }),
  );
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="queue-filter">
        <Segmented
          size="small"
          value={open}
          onChange={(next) => watch.set({ open: next === "open" ? null : next, gap: null })}
          options={kOpen.map((each) => ({ value: each, label: t(`watch.${each}`) }))}
        />
      </div>
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <DataList
        label={t("knowledge.view.gaps")}
        rows={rows}
        rowKey={(row) => row.id}
        rowHeight={56}
        activeKey={watch.get("gap") ?? undefined}
        onActive={(row) => watch.set({ gap: row.id, article: null, new: null })}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
        empty={query.isPending ? t("list.loading") : <Nothing text={t("knowledge.noGaps")} />}
        footer={<span>{t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}</span>}
        columns={[
          {
            key: "title",
            title: t("knowledge.asked"),
            width: "minmax(160px, 1.8fr)",
            render: (row) => <Asked line={row} />,
          },
          {
            key: "unit",
            title: t("list.unit"),
            width: "minmax(90px, 1fr)",
            render: (row) => row.units.map((each) => each.unit_name).join("、"),
          },
          {
            key: "state",
            title: t("list.state"),
            width: "80px",
            render: (row) => <PaperBadge kind={row.kind} state={row.state} />,
          },
          {
            key: "due",
            title: t("list.due"),
            width: "112px",
            render: (row) =>
              row.due_at ? (
                <Due dueAt={row.due_at} startedAt={row.opened_at} />
              ) : (
                <Moment at={row.opened_at} />
              ),
          },
        ]}
      />
    </>
  );
}
