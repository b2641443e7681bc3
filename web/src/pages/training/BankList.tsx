import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { paperPages, paperQuery } from "@/api/queries";
import { PaperBadge } from "@/pages/paper/PaperWords";
import type { Watch } from "@/pages/watch/useWatch";
import { Moment } from "@/shell/CaseWords";
import { cityIndex } from "@/shell/cityIndex";
import { Nothing, Trouble } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { DataList } from "@/ui/DataList";
import { questionOf } from "./exam";

const kStates = ["proposed", "approved", "rejected,retired"] as const;
const kWords = { proposed: "proposed", approved: "approved", "rejected,retired": "over" } as const;

function Words({ line }: { line: Schema["DocumentLine"] }) {
  const { city } = useWords();
  const { data } = useQuery(paperQuery(line.id));
  const question = data && questionOf(data);
  return (
    <>
      <span className="row-title">
        <b>{question?.text ?? "…"}</b>
      </span>
      <small className="quiet">{question && cityIndex(city).categoryName(question.topic)}</small>
    </>
  );
}

/// The bank: drafts to be reviewed, what may be asked, what no longer is.
export function BankList({ watch }: { watch: Watch }) {
  const { t } = useTranslation();
  const state = kStates.find((each) => each === watch.get("state")) ?? "proposed";
  const query = useInfiniteQuery(paperPages({ kind: "question", state }));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="queue-filter">
        <Segmented
          size="small"
          value={state}
          onChange={(next) => watch.set({ state: next === "proposed" ? null : next, id: null })}
          options={kStates.map((each) => ({ value: each, label: t(`training.bank.${kWords[each]}`) }))}
        />
      </div>
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <DataList
        label={t("training.view.bank")}
        rows={rows}
        rowKey={(row) => row.id}
        rowHeight={56}
        activeKey={watch.id ?? undefined}
        onActive={(row) => watch.set({ id: row.id, new: null })}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
        empty={query.isPending ? t("list.loading") : <Nothing text={t("training.noQuestions")} />}
        footer={<span>{t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}</span>}
        columns={[
          {
            key: "title",
            title: t("training.question"),
            width: "minmax(200px, 1fr)",
            render: (row) => <Words line={row} />,
          },
          {
            key: "state",
            title: t("list.state"),
            width: "84px",
            render: (row) => <PaperBadge kind={row.kind} state={row.state} />,
          },
          {
            key: "opened",
            title: t("training.proposedAt"),
            width: "100px",
            render: (row) => <Moment at={row.opened_at} />,
          },
        ]}
      />
    </>
  );
}
