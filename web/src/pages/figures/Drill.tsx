import { useInfiniteQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { client, ok, type Schema } from "@/api/client";
import { kPageRows, pagesOf } from "@/api/queries";
import { Nothing, Trouble } from "@/shell/Trouble";
import { Badge } from "@/ui/Badge";
import { DataList } from "@/ui/DataList";
import { type GroupBy, narrowed, type Question } from "./figures";
import { useMetricName } from "./useMetricName";

export interface Drilled {
  part: "numerator" | "denominator";
  by: GroupBy;
  line: string | null;
}

interface Props {
  metric: Schema["Metric"];
  question: Question;
  drilled: Drilled;
  onClose: () => void;
}

/// The cases behind a number, the newest first.
export function Drill({ metric, question, drilled, onClose }: Props) {
  const { t } = useTranslation();
  const go = useNavigate();
  const nameOf = useMetricName();
  const asked = drilled.line === null ? question : narrowed(question, drilled.by, drilled.line);
  const query = useInfiniteQuery(
    pagesOf<Schema["FigureCase"]>(["figure-cases", metric.code, drilled.part, asked], (after) =>
      ok(
        client.GET("/api/v1/figures/{metric}/cases", {
          params: {
            path: { metric: metric.code },
            query: { ...asked, part: drilled.part, limit: kPageRows, after },
          },
        }),
      ),
    ),
  );
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Drawer
      open
      size={760}
      onClose={onClose}
      title={`${nameOf(metric)} · ${t(`figures.${drilled.part}`)}`}
      className="drill"
    >
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <DataList
        label={t("figures.cases")}
        rows={rows}
        rowKey={(row) => `${row.case_id}.${row.assignment}.${row.day}`}
        onOpen={(row) => void go(`/cases/${row.case_id}`)}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
        empty={query.isPending ? t("list.loading") : <Nothing text={t("list.empty")} />}
        footer={<span>{t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}</span>}
        columns={[
          {
            key: "number",
            title: t("list.number"),
            width: "150px",
            render: (row) => <Link to={`/cases/${row.case_id}`}>{row.case_id}</Link>,
          },
          { key: "day", title: t("figures.day"), width: "100px", render: (row) => row.day },
          {
            key: "category",
            title: t("case.category"),
            width: "minmax(120px, 1fr)",
            render: (row) => row.category_name,
          },
          { key: "unit", title: t("list.unit"), width: "minmax(120px, 1fr)", render: (row) => row.unit_name },
          {
            key: "exempt",
            title: "",
            width: "80px",
            render: (row) => row.exempt && <Badge tone="grey">{t("figures.exempt")}</Badge>,
          },
        ]}
      />
    </Drawer>
  );
}
