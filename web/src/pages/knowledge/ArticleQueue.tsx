import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { paperPages, paperQuery } from "@/api/queries";
import { PaperBadge } from "@/pages/paper/PaperWords";
import type { Watch } from "@/pages/watch/useWatch";
import { Due, Moment } from "@/shell/CaseWords";
import { Nothing, Trouble } from "@/shell/Trouble";
import { Badge } from "@/ui/Badge";
import { DataList } from "@/ui/DataList";
import { writtenLast } from "./articles";

function Title({ line }: { line: Schema["DocumentLine"] }) {
  const { t } = useTranslation();
  const { data } = useQuery(paperQuery(line.id));
  const { draft, review_due: isDue } = (data?.body ?? {}) as { draft?: unknown; review_due?: boolean };
  return (
    <>
      <span className="row-title">
        <b>{(data && writtenLast(data)?.title) || line.number}</b>
        {draft && line.state === "effective" ? (
          <Badge tone="violet">{t("knowledge.nextEdition")}</Badge>
        ) : null}
        {isDue && <Badge tone="amber">{t("knowledge.reviewDue")}</Badge>}
      </span>
      <small className="quiet number">{line.number}</small>
    </>
  );
}

/// Articles of which somebody owes something: a review, a better text, another look.
export function ArticleQueue({ watch }: { watch: Watch }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(paperPages({ kind: "article", open: true }));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <DataList
        label={t("knowledge.view.work")}
        rows={rows}
        rowKey={(row) => row.id}
        rowHeight={56}
        activeKey={watch.get("article") ?? undefined}
        onActive={(row) => watch.set({ article: row.id, edition: null, gap: null, new: null })}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
        empty={query.isPending ? t("list.loading") : <Nothing text={t("knowledge.noWork")} />}
        footer={<span>{t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}</span>}
        columns={[
          {
            key: "title",
            title: t("knowledge.article"),
            width: "minmax(160px, 1.6fr)",
            render: (row) => <Title line={row} />,
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
            width: "88px",
            render: (row) => <PaperBadge kind={row.kind} state={row.state} />,
          },
          {
            key: "due",
            title: t("knowledge.since"),
            width: "104px",
            render: (row) => (row.due_at ? <Due dueAt={row.due_at} /> : <Moment at={row.opened_at} />),
          },
        ]}
      />
    </>
  );
}
