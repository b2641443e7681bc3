import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { Segmented } from "antd";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, ok } from "@/api/client";
import { type CaseFilter, casePages, keys, type WorkFilter, workPages } from "@/api/queries";
import { CaseView, isCaseTab } from "@/pages/case/CaseView";
import type { CommandName } from "@/pages/case/commands";
import { Nothing, Trouble } from "@/shell/Trouble";
import { useAddress } from "@/shell/useAddress";
import { DataList } from "@/ui/DataList";
import { Kbd } from "@/ui/Kbd";
import { useKeys } from "@/ui/useKeys";
import { BulkBar } from "./BulkBar";
import { columnsOf, type QueueRow, rowOfCase, rowOfWork } from "./rows";

export type View = { key: string; label: string; first?: CommandName } & (
  | { source: "cases"; filter: CaseFilter }
  | { source: "work"; filter: WorkFilter }
);

/// A command that one key says for the row under the cursor, and one click for all that are ticked.
export interface Quick {
  key: string;
  command: CommandName;
  label: string;
  body: (row: QueueRow) => object;
  /// In which views it makes sense.
  views: string[];
}

interface Props {
  label: string;
  views: View[];
  quicks?: Quick[];
  paneTop?: (row: QueueRow) => ReactNode;
  listTop?: ReactNode;
}

const kCountMax = 100;

/// How many wait in each view; past 99 nobody counts.
function useCounts(views: View[]): string[] {
  const results = useQueries({
    queries: views.map((view) => ({
      queryKey: [...keys.lists, "count", view.source, view.filter],
      queryFn: async () => {
        const query = { ...view.filter, limit: kCountMax };
        const page =
          view.source === "cases"
            ? await ok(client.GET("/api/v1/cases", { params: { query: query as CaseFilter } }))
            : await ok(client.GET("/api/v1/assignments", { params: { query: query as WorkFilter } }));
        return page.items.length;
      },
    })),
  });
  return results.map(({ data }) => (data === undefined ? "" : data >= kCountMax ? "99+" : String(data)));
}

function useRows(view: View) {
  const cases = useInfiniteQuery({
    ...casePages(view.source === "cases" ? view.filter : {}),
    enabled: view.source === "cases",
  });
  const work = useInfiniteQuery({
    ...workPages(view.source === "work" ? view.filter : {}),
    enabled: view.source === "work",
  });
  const query = view.source === "cases" ? cases : work;
  const rows = useMemo(
    () =>
      view.source === "cases"
        ? (cases.data?.pages ?? []).flatMap((page) => page.items.map(rowOfCase))
        : (work.data?.pages ?? []).flatMap((page) => page.items.map(rowOfWork)),
    [view.source, cases.data, work.data],
  );
  return { query, rows };
}

/// A list by due time, and beside it the case with its next command open: the frame of every desk that
/// works through a queue. View, case and tab stand in the address.
export function QueuePage({ label, views, quicks = [], paneTop, listTop }: Props) {
  const { t } = useTranslation();
  const [search, set] = useAddress({ replace: true });
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const pane = useRef<HTMLElement>(null);
  const counts = useCounts(views);
  const view = views.find((each) => each.key === search.get("view")) ?? (views[0] as View);
  const { query, rows } = useRows(view);
  const selected = search.get("case");
  const listed = rows.find((each) => each.key === selected || each.caseId === selected);
  // Nothing chosen: the most urgent. Chosen but gone from the list: it stays in sight, as it is now.
  const row = listed ?? (selected ? undefined : rows[0]);
  const shownId = row?.caseId ?? selected?.split(".")[0];
  const tab = search.get("tab");
  const columns = useMemo(() => columnsOf(t), [t]);
  const here = quicks.filter((quick) => quick.views.includes(view.key));

  const step = (by: number) => {
    const at = rows.findIndex((each) => each.key === row?.key);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next) set({ case: next.key, tab: null });
  };
  const intoPane = () =>
    pane.current?.querySelector<HTMLElement>("form input, form textarea, button")?.focus();
  useKeys({ j: () => step(1), k: () => step(-1), o: intoPane });

  /// What is done leaves the list; the cursor is already on the next.
  const goOn = () => {
    const at = rows.findIndex((each) => each.key === row?.key);
    const next = rows[at + 1] ?? rows[at - 1];
    set({ case: next?.key ?? null, tab: null });
  };

  return (
    <div className="queue">
      <section className="queue-list" aria-label={label}>
        <div className="queue-head">
          <Segmented
            value={view.key}
            onChange={(key) => {
              setChecked(new Set());
              set({ view: String(key), case: null, tab: null });
            }}
            options={views.map((each, at) => ({
              value: each.key,
              label: (
                <span className="view-name">
                  {each.label}
                  <em>{counts[at]}</em>
                </span>
              ),
            }))}
          />
        </div>
        {listTop}
        {here.length > 0 && (
          <BulkBar
            quicks={here}
            rows={rows}
            checked={checked}
            current={row}
            onChecked={setChecked}
            onDone={(wasCurrent) => wasCurrent && goOn()}
          />
        )}
        {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
        <DataList
          label={label}
          columns={columns}
          rows={rows}
          rowKey={(each) => each.key}
          rowHeight={56}
          rowClass={(each) => (each.urgent ? "is-urgent" : "")}
          activeKey={row?.key}
          onActive={(each) => set({ case: each.key, tab: null })}
          onOpen={intoPane}
          checked={here.length > 0 ? checked : undefined}
          onCheck={here.length > 0 ? setChecked : undefined}
          checkLabel={t("list.checkAll")}
          onEnd={() => {
            if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
          }}
          empty={query.isPending ? t("list.loading") : <Nothing text={t("list.empty")} />}
          footer={
            <>
              <span>{t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}</span>
              <span>
                <Kbd keys="J" /> <Kbd keys="K" /> {t("list.move")} <Kbd keys="O" /> {t("list.open")}
              </span>
            </>
          }
        />
      </section>
      <aside className="queue-pane" ref={pane} aria-label={t("case.title")}>
        {shownId ? (
          <>
            {row && paneTop?.(row)}
            <CaseView
              key={row?.key ?? shownId}
              id={shownId}
              narrow
              first={view.first}
              tab={isCaseTab(tab) ? tab : "timeline"}
              onTab={(next) => set({ tab: next === "timeline" ? null : next })}
              onDone={goOn}
            />
          </>
        ) : (
          <Nothing text={t("list.choose")} />
        )}
      </aside>
    </div>
  );
}
