import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { casePages, searchPages } from "@/api/queries";
import { EnumSelect } from "@/shell/EnumSelect";
import { ExportMenu } from "@/shell/ExportMenu";
import { PartSelects } from "@/shell/PartSelects";
import { Nothing, Trouble } from "@/shell/Trouble";
import { type Changes, useAddress } from "@/shell/useAddress";
import { useWords } from "@/text/words";
import { DataList } from "@/ui/DataList";
import { DayRange } from "@/ui/DayRange";
import { Articles } from "./Articles";
import { caseColumns } from "./caseColumns";
import { FlagChecks } from "./FlagChecks";
import { exportUrl, filterOf } from "./filter";

function Filters({ search, set }: { search: URLSearchParams; set: (changes: Changes) => void }) {
  const { t } = useTranslation();
  const of = (name: string) => search.get(name) ?? "";
  const [text, setText] = useState(of("q"));
  useEffect(() => setText(search.get("q") ?? ""), [search]);
  const find = (typed: string) => set({ q: typed.trim() || null });
  return (
    <form
      className="filters"
      aria-label={t("cases.filters")}
      onSubmit={(event) => {
        event.preventDefault();
        find(text);
      }}
    >
      <Input.Search
        className="filter-text"
        value={text}
        allowClear
        maxLength={200}
        placeholder={t("search.hint")}
        aria-label={t("search.hint")}
        onChange={(event) => setText(event.target.value)}
        onSearch={find}
      />
      <EnumSelect
        of="case_state"
        multiple
        label={t("list.state")}
        value={of("state")}
        onChange={(states) => set({ state: states || null })}
      />
      <EnumSelect
        of="request_type"
        label={t("desk.type")}
        value={of("type")}
        onChange={(type) => set({ type: type || null })}
      />
      <EnumSelect
        of="channel"
        label={t("desk.channel")}
        value={of("channel")}
        onChange={(channel) => set({ channel: channel || null })}
      />
      <PartSelects of={of} set={set} />
      <DayRange
        label={(end) => t(`cases.${end}`)}
        of={of}
        onChange={(end, day) => set({ [end]: day || null })}
      />
      <FlagChecks search={search} set={set} />
    </form>
  );
}

/// Every case that I may see: filtered, searched, exported; the address says how.
export default function CasesPage() {
  const { t } = useTranslation();
  const { offset, label } = useWords();
  const go = useNavigate();
  const [search, set] = useAddress();
  const [active, setActive] = useState<string>();
  const q = search.get("q");
  const filter = filterOf(search, offset);
  const listed = useInfiniteQuery({ ...casePages(filter), enabled: !q });
  const found = useInfiniteQuery({ ...searchPages({ q: q ?? "", ...filter }), enabled: !!q });
  const query = q ? found : listed;
  const rows = (q ? found.data?.pages : listed.data?.pages)?.flatMap((page) => page.items) ?? [];
  const searchedIn = found.data?.pages[0]?.in;

  return (
    <div className="cases">
      <Filters search={search} set={set} />
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      {q && <Articles found={found.data?.pages[0]?.articles ?? []} />}
      <DataList
        label={t("menu.cases")}
        columns={caseColumns(t, label)}
        rows={rows}
        rowKey={(row) => row.id}
        rowHeight={rows.some((row) => row.snippet) ? 60 : 40}
        rowClass={(row) => (row.urgent ? "is-urgent" : "")}
        activeKey={active}
        onActive={(row) => setActive(row.id)}
        onOpen={(row) => void go(`/cases/${row.id}`)}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
        empty={
          query.isPending ? (
            t("list.loading")
          ) : (
            <Nothing text={t("list.empty")}>
              <Button onClick={() => void go("/cases")}>{t("cases.clear")}</Button>
            </Nothing>
          )
        }
        footer={
          <>
            <span>
              {t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}
              {q && searchedIn && ` · ${t("search.as", { what: label("search_in", searchedIn) })}`}
            </span>
            <ExportMenu urlOf={(format) => exportUrl(filter, q, format)} />
          </>
        }
      />
    </div>
  );
}
