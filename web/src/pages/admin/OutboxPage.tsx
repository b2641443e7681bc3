import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { client, ok, type Schema } from "@/api/client";
import { keys, pagesOf } from "@/api/queries";
import { Moment } from "@/shell/CaseWords";
import { Nothing, Trouble } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { DataList } from "@/ui/DataList";

type Message = Schema["OutboxMessage"];
const kStates = ["dead", "waiting", "sent"] as const;
type State = (typeof kStates)[number];
const kTones = { dead: "red", waiting: "amber", sent: "green" } as const;

/// Messages on their way: those that could not be sent stand first, each with why, to be tried again.
export default function OutboxPage() {
  const { t } = useTranslation();
  const { word } = useWords();
  const cache = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const state: State = kStates.find((each) => each === search.get("state")) ?? "dead";
  const query = useInfiniteQuery(
    pagesOf<Message>(["outbox", state], (after) =>
      ok(client.GET("/api/v1/outbox", { params: { query: { state, after, limit: 100 } } })),
    ),
  );
  const resend = useMutation({
    mutationFn: (id: string) => ok(client.POST("/api/v1/outbox/{id}/resend", { params: { path: { id } } })),
    onSettled: () => void cache.invalidateQueries({ queryKey: [...keys.lists, "outbox"] }),
  });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="cases">
      <div className="toolbar">
        <Segmented
          value={state}
          onChange={(next) => setSearch({ state: next })}
          options={kStates.map((each) => ({ value: each, label: t(`outbox.${each}`) }))}
        />
      </div>
      {resend.error && <Trouble error={resend.error} />}
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <DataList
        label={t("menu.outbox")}
        rows={rows}
        rowKey={(row) => row.id}
        rowHeight={48}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
        empty={query.isPending ? t("list.loading") : <Nothing text={t(`outbox.none.${state}`)} />}
        footer={<span>{t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}</span>}
        columns={[
          {
            key: "subject",
            title: t("outbox.subject"),
            width: "minmax(200px, 2fr)",
            render: (row) => <span className="cut">{row.subject}</span>,
          },
          {
            key: "channel",
            title: t("outbox.channel"),
            width: "90px",
            render: (row) => word("channel", row.channel),
          },
          {
            key: "to",
            title: t("outbox.recipient"),
            width: "minmax(140px, 1fr)",
            render: (row) => row.recipient,
          },
          {
            key: "case",
            title: t("list.number"),
            width: "150px",
            render: (row) => <Link to={`/cases/${row.case_id}`}>{row.case_id}</Link>,
          },
          {
            key: "state",
            title: t("list.state"),
            width: "96px",
            render: (row) => <Badge tone={kTones[row.state]}>{t(`outbox.${row.state}`)}</Badge>,
          },
          {
            key: "when",
            title: t("outbox.when"),
            width: "120px",
            render: (row) => <Moment at={row.sent_at ?? row.next_attempt_at} />,
          },
          {
            key: "error",
            title: t("outbox.error"),
            width: "minmax(140px, 1.5fr)",
            render: (row) => (
              <span className="cut" title={row.last_error}>
                {row.attempts > 0 && t("outbox.attempts", { count: row.attempts })} {row.last_error}
              </span>
            ),
          },
          {
            key: "do",
            title: <span className="hidden-text">{t("action.title")}</span>,
            width: "96px",
            render: (row) =>
              row.state === "dead" && (
                <Button
                  size="small"
                  loading={resend.variables === row.id && resend.isPending}
                  onClick={() => resend.mutate(row.id)}
                >
                  {t("outbox.resend")}
                </Button>
              ),
          },
        ]}
      />
    </div>
  );
}
