import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { type PaperFilter, paperPages } from "@/api/queries";
import { Nothing, Trouble } from "@/shell/Trouble";
import { type Column, DataList } from "@/ui/DataList";

type Line = Schema["DocumentLine"];

interface Props {
  filter: PaperFilter;
  label: string;
  /// What is said when there is none.
  none: string;
  columns: Column<Line>[];
  active?: string;
  onActive: (row: Line) => void;
  onOpen?: (row: Line) => void;
}

/// The papers of a filter as one endless list: its pages, its end, what went wrong.
export function PaperRows({ filter, label, none, columns, active, onActive, onOpen }: Props) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(paperPages(filter));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <DataList
        label={label}
        rows={rows}
        rowKey={(row) => row.id}
        rowHeight={56}
        activeKey={active}
        onActive={onActive}
        onOpen={onOpen}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
        empty={query.isPending ? t("list.loading") : <Nothing text={none} />}
        footer={<span>{t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}</span>}
        columns={columns}
      />
    </>
  );
}
