import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { client, ok, type Schema } from "@/api/client";
import { keys, pagesOf } from "@/api/queries";
import { useSession } from "@/api/session";
import { todayOf } from "@/pages/figures/figures";
import { Moment } from "@/shell/CaseWords";
import { cityIndex } from "@/shell/cityIndex";
import { Asked, Nothing, Trouble } from "@/shell/Trouble";
import { useTimes, useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { DataList } from "@/ui/DataList";
import { Fact, Facts } from "@/ui/Fact";
import { Panel } from "@/ui/Panel";
import { Subscriptions } from "./Subscriptions";
import "./links.css";

type System = Schema["LinkedSystem"];
const kCounts = ["sent", "accepted", "refused", "waiting", "stuck"] as const;

/// One system with today's traffic; what is stuck is sent again from here.
function SystemPanel({ system, onDay }: { system: System; onDay: () => void }) {
  const { t } = useTranslation();
  const { city, word } = useWords();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const index = cityIndex(city);
  const resend = useMutation({
    mutationFn: () =>
      ok(client.POST("/api/v1/linked-systems/{name}/resend", { params: { path: { name: system.code } } })),
    onSuccess: ({ count }) => void message.success(t("links.resent", { count })),
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.lists }),
  });
  return (
    <Panel
      title={system.name}
      extra={<Badge tone="blue">{t(`links.direction.${system.direction}`)}</Badge>}
      className="link-system"
    >
      {resend.error && <Trouble error={resend.error} />}
      <ul className="link-counts">
        {kCounts.map((count) => (
          <li key={count} className={count === "stuck" && system.today.stuck > 0 ? "is-stuck" : ""}>
            <b>{system.today[count]}</b>
            <small>{t(`links.count.${count}`)}</small>
          </li>
        ))}
      </ul>
      <Facts columns={1}>
        <Fact name={t("links.units")}>{system.units.map(index.unitName).join("、")}</Fact>
        <Fact name={t("links.fields")}>{system.fields.map((each) => word("field", each)).join("、")}</Fact>
      </Facts>
      <div className="action-row">
        {system.today.stuck > 0 && (
          <Button type="primary" size="small" loading={resend.isPending} onClick={() => resend.mutate()}>
            {t("links.resend")}
          </Button>
        )}
        <Button size="small" onClick={onDay} aria-label={t("links.dayOf", { name: system.name })}>
          {t("links.day")}
        </Button>
      </div>
    </Panel>
  );
}

function Lines({ title, lines }: { title: string; lines: Schema["ExchangeLine"][] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className="part">{title}</h3>
      <ul className="link-lines">
        {lines.map((line) => (
          <li key={line.message}>
            <code>{line.message}</code> <Link to={`/cases/${line.case_id}`}>{line.case_id}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/// A day's exchange with one system: ours against what they say.
function Day({ system, name }: { system: string; name: string }) {
  const { t } = useTranslation();
  const { now, offset } = useTimes();
  const [day, setDay] = useState(() => todayOf(now, offset));
  const query = useQuery({
    queryKey: [...keys.lists, "exchange", system, day],
    queryFn: () =>
      ok(
        client.GET("/api/v1/linked-systems/{name}/exchange", {
          params: { path: { name: system }, query: { day } },
        }),
      ),
  });
  return (
    <Panel
      title={t("links.dayOf", { name })}
      extra={
        <input
          type="date"
          className="time-field"
          aria-label={t("figures.day")}
          value={day}
          onChange={(event) => event.target.value && setDay(event.target.value)}
        />
      }
    >
      <Asked query={query}>
        {({ sent, received, differences, theirs_at }) => {
          const differs =
            differences &&
            differences.they_lack.length +
              differences.we_never_sent.length +
              differences.we_lack.length +
              differences.they_never_sent.length;
          return (
            <>
              <p>
                {t("links.counts", { sent: sent.length, received: received.length })}{" "}
                {theirs_at ? (
                  <Badge tone={differs ? "red" : "green"}>
                    {t(differs ? "links.differs" : "links.agrees", { count: differs || 0 })}
                  </Badge>
                ) : (
                  <span className="quiet">{t("links.unsaid")}</span>
                )}
              </p>
              {differences && (
                <>
                  <Lines title={t("links.theyLack")} lines={differences.they_lack} />
                  <Lines title={t("links.theyNeverSent")} lines={differences.they_never_sent} />
                  {[...differences.we_lack, ...differences.we_never_sent].length > 0 && (
                    <>
                      <h3 className="part">{t("links.weLack")}</h3>
                      <p>{[...differences.we_lack, ...differences.we_never_sent].join("、")}</p>
                    </>
                  )}
                </>
              )}
            </>
          );
        }}
      </Asked>
    </Panel>
  );
}

function Messages() {
  const { t } = useTranslation();
  const { label, word } = useWords();
  const [search, setSearch] = useSearchParams();
  const wants = search.get("accepted") ?? "false";
  const query = useInfiniteQuery(
    pagesOf<Schema["InboundMessage"]>(["link-messages", wants], (after) =>
      ok(
        client.GET("/api/v1/linked-messages", {
          params: { query: { accepted: wants === "true", after, limit: 100 } },
        }),
      ),
    ),
  );
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title={t("links.messages")}
      flush
      extra={
        <Segmented
          size="small"
          value={wants}
          onChange={(accepted) => setSearch({ accepted }, { replace: true })}
          options={[
            { value: "false", label: t("links.refused") },
            { value: "true", label: t("links.accepted") },
          ]}
        />
      }
    >
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <div className="link-messages">
        <DataList
          label={t("links.messages")}
          rows={rows}
          rowKey={(row) => row.id}
          onEnd={() => {
            if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
          }}
          empty={query.isPending ? t("list.loading") : <Nothing text={t("links.none")} />}
          columns={[
            {
              key: "when",
              title: t("outbox.when"),
              width: "110px",
              render: (row) => <Moment at={row.received_at} />,
            },
            { key: "system", title: t("tokens.system"), width: "140px", render: (row) => row.system },
            {
              key: "kind",
              title: t("links.kind"),
              width: "110px",
              render: (row) => word("message", row.kind),
            },
            {
              key: "number",
              title: t("links.number"),
              width: "minmax(120px, 1fr)",
              render: (row) => row.number,
            },
            {
              key: "case",
              title: t("list.number"),
              width: "150px",
              render: (row) => row.case_id && <Link to={`/cases/${row.case_id}`}>{row.case_id}</Link>,
            },
            {
              key: "code",
              title: t("outbox.error"),
              width: "minmax(120px, 1fr)",
              render: (row) => <span title={row.code}>{label("refusal", row.code)}</span>,
            },
          ]}
        />
      </div>
    </Panel>
  );
}

/// The city's other systems: what passes, what is stuck, what was refused, and whether both sides agree.
export default function LinksPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [search, setSearch] = useSearchParams();
  const chosen = search.get("system");
  const query = useQuery({
    queryKey: [...keys.lists, "linked-systems"],
    queryFn: () => ok(client.GET("/api/v1/linked-systems")),
    enabled: may("resend_outbox"),
  });
  return (
    <div className="city">
      <Asked query={query} rows={6}>
        {({ items }) => {
          const system = items.find((each) => each.code === chosen);
          return items.length === 0 ? (
            <Nothing text={t("links.noSystems")} />
          ) : (
            <>
              <div className="link-systems">
                {items.map((each) => (
                  <SystemPanel
                    key={each.code}
                    system={each}
                    onDay={() => setSearch({ system: each.code }, { replace: true })}
                  />
                ))}
              </div>
              {system && <Day key={system.code} system={system.code} name={system.name} />}
            </>
          );
        }}
      </Asked>
      <Messages />
      {may("administer") && <Subscriptions />}
    </div>
  );
}
