import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { keys, paperPages, paperQuery } from "@/api/queries";
import { namesIn } from "@/api/readDocuments";
import { PaperBadge } from "@/pages/paper/PaperWords";
import type { Watch } from "@/pages/watch/useWatch";
import { Due, Moment } from "@/shell/CaseWords";
import { Asked, Nothing, Trouble } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { DataList } from "@/ui/DataList";
import { examQuery, offersQuery } from "./queries";

/// What the city examines, and what a certificate of it opens.
function Offer({ offer, onDrawn }: { offer: Schema["ExamOffer"]; onDrawn: (id: string) => void }) {
  const { t } = useTranslation();
  const { limit } = useWords();
  const cache = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const draw = async () => {
    setBusy(true);
    setError(null);
    try {
      const drawn = await ok(client.POST("/api/v1/exams", { body: { exam: offer.code } }));
      void cache.invalidateQueries({ queryKey: keys.lists });
      onDrawn(drawn.id);
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  const isShort = offer.bank < offer.questions;
  return (
    <li className="offer">
      <div className="offer-text">
        <b>{offer.name}</b>
        <span className="quiet">
          {t("training.rules", {
            count: offer.questions,
            percent: offer.pass_percent,
            time: limit(offer.within),
            days: offer.valid_days,
          })}
        </span>
        <span className="quiet">
          {offer.skill
            ? t("training.opens", { skill: offer.skill_name || offer.skill })
            : t("training.opensNone")}
        </span>
        {isShort && (
          <span className="missing">
            {t("training.bankShort", { bank: offer.bank, count: offer.questions })}
          </span>
        )}
      </div>
      <Button type="primary" loading={busy} disabled={isShort} onClick={() => void draw()}>
        {t("training.begin")}
      </Button>
      {error !== null && <Trouble error={error} />}
    </li>
  );
}

function Result({ id, part }: { id: string; part: "name" | "percent" }) {
  const { data } = useQuery(examQuery(id));
  if (!data) return null;
  if (part === "name") return <b>{data.exam_name}</b>;
  return data.state === "drawn" || data.state === "lapsed" ? "—" : `${data.percent}%`;
}

/// Who sat it, by name where the record has it.
function Sitter({ id }: { id: string }) {
  const { data } = useQuery(paperQuery(id));
  return data ? namesIn(data)(data.head.person) : null;
}

/// Papers, the newest first: one's own, or everybody's for those who train.
export function ExamList({ watch, mine }: { watch: Watch; mine: boolean }) {
  const { t } = useTranslation();
  const offers = useQuery(offersQuery);
  const query = useInfiniteQuery(paperPages({ kind: "exam", ...(mine && { mine: true }) }));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {mine && (
        <Asked query={offers} rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <Nothing text={t("training.noOffers")} />
            ) : (
              <ul className="offers">
                {items.map((offer) => (
                  <Offer key={offer.code} offer={offer} onDrawn={(id) => watch.set({ id })} />
                ))}
              </ul>
            )
          }
        </Asked>
      )}
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <DataList
        label={t(`training.view.${mine ? "mine" : "all"}`)}
        rows={rows}
        rowKey={(row) => row.id}
        rowHeight={52}
        activeKey={watch.id ?? undefined}
        onActive={(row) => watch.set({ id: row.id })}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
        empty={query.isPending ? t("list.loading") : <Nothing text={t("training.noPapers")} />}
        footer={<span>{t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}</span>}
        columns={[
          {
            key: "title",
            title: t("training.exam"),
            width: "minmax(140px, 1.4fr)",
            render: (row) => (
              <>
                <span className="row-title">
                  <Result id={row.id} part="name" />
                </span>
                <small className="quiet">
                  <Moment at={row.opened_at} /> {!mine && <Sitter id={row.id} />}
                </small>
              </>
            ),
          },
          {
            key: "percent",
            title: t("training.percent"),
            width: "64px",
            render: (row) => <Result id={row.id} part="percent" />,
          },
          {
            key: "state",
            title: t("list.state"),
            width: "84px",
            render: (row) => <PaperBadge kind="exam" state={row.state} />,
          },
          {
            key: "due",
            title: t("training.until"),
            width: "116px",
            render: (row) =>
              row.state === "drawn" ? (
                <Due dueAt={row.due_at} startedAt={row.opened_at} />
              ) : (
                row.due_at?.slice(0, 10)
              ),
          },
        ]}
      />
    </>
  );
}
