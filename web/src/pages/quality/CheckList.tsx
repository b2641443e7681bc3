import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import type { Watch } from "@/pages/watch/useWatch";
import { Due } from "@/shell/CaseWords";
import { Nothing, Trouble } from "@/shell/Trouble";
import { DataList } from "@/ui/DataList";
import { CheckBadge } from "./CheckBadge";
import { checkPages } from "./queries";

/// Checks, the newest first.
export function CheckList({ watch, list }: { watch: Watch; list: Schema["QualityList"] }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(checkPages(list));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <DataList
        label={t(`checks.view.${list}`)}
        rows={rows}
        rowKey={(row) => row.id}
        rowHeight={52}
        activeKey={watch.id ?? undefined}
        onActive={(row) => watch.set({ id: row.id })}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
        empty={query.isPending ? t("list.loading") : <Nothing text={t(`checks.none.${list}`)} />}
        footer={<span>{t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}</span>}
        columns={[
          {
            key: "work",
            title: t("checks.work"),
            width: "minmax(180px, 1.4fr)",
            render: (row) => (
              <>
                <span className="row-title">
                  <b>{t(`checks.subject.${row.subject}`)}</b> {row.category_name}
                </span>
                <small className="quiet">
                  {row.subject === "record" ? row.person_name : row.unit_name} · {row.about}
                </small>
              </>
            ),
          },
          {
            key: "score",
            title: t("checks.score"),
            width: "56px",
            render: (row) => row.score ?? "—",
          },
          {
            key: "state",
            title: t("list.state"),
            width: "92px",
            render: (row) => <CheckBadge state={row.state} />,
          },
          {
            key: "due",
            title: t("checks.until"),
            width: "116px",
            render: (row) => <Due dueAt={row.due_at} startedAt={row.drawn_at} />,
          },
        ]}
      />
    </>
  );
}
