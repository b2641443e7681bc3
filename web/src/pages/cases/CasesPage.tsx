import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Checkbox, Dropdown, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { casePages, searchPages } from "@/api/queries";
import { useSession } from "@/api/session";
import { CategorySelect, PlaceSelect, UnitSelect } from "@/shell/CitySelect";
import { Nothing, Trouble } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { DataList } from "@/ui/DataList";
import { Articles } from "./Articles";
import { caseColumns } from "./caseColumns";
import { exportUrl, filterOf, kFlags } from "./filter";

function Filters({ search, set }: { search: URLSearchParams; set: (name: string, value: string) => void }) {
  const { t } = useTranslation();
  const { city, label } = useWords();
  const [text, setText] = useState(search.get("q") ?? "");
  useEffect(() => setText(search.get("q") ?? ""), [search]);
  const ofEnum = (name: "case_state" | "request_type" | "channel") =>
    (city?.enums[name] ?? []).map((each) => ({ value: each.code, label: label(name, each.code) }));
  return (
    <form
      className="filters"
      aria-label={t("cases.filters")}
      onSubmit={(event) => {
        event.preventDefault();
        set("q", text.trim());
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
        onSearch={(typed) => set("q", typed.trim())}
      />
      <Select
        mode="multiple"
        maxTagCount="responsive"
        allowClear
        aria-label={t("list.state")}
        placeholder={t("list.state")}
        value={search.get("state")?.split(",").filter(Boolean) ?? []}
        onChange={(states: string[]) => set("state", states.join(","))}
        options={ofEnum("case_state")}
      />
      <Select
        allowClear
        aria-label={t("desk.type")}
        placeholder={t("desk.type")}
        value={search.get("type") || undefined}
        onChange={(type) => set("type", type ?? "")}
        options={ofEnum("request_type")}
      />
      <Select
        allowClear
        aria-label={t("desk.channel")}
        placeholder={t("desk.channel")}
        value={search.get("channel") || undefined}
        onChange={(channel) => set("channel", channel ?? "")}
        options={ofEnum("channel")}
      />
      <CategorySelect
        value={search.get("category") ?? ""}
        placeholder={t("case.category")}
        onChange={(value) => set("category", (value as string) ?? "")}
      />
      <PlaceSelect
        value={search.get("place") ?? ""}
        placeholder={t("case.place")}
        onChange={(value) => set("place", (value as string) ?? "")}
      />
      <UnitSelect
        value={search.get("unit") ?? ""}
        placeholder={t("list.unit")}
        onChange={(value) => set("unit", (value as string) ?? "")}
      />
      {(["from", "to"] as const).map((name) => (
        <label key={name} className="day">
          {t(`cases.${name}`)}{" "}
          <input
            type="date"
            className="time-field"
            value={search.get(name) ?? ""}
            onChange={(event) => set(name, event.target.value)}
          />
        </label>
      ))}
      {kFlags.map((flag) => (
        <Checkbox
          key={flag}
          checked={search.get(flag) === "true"}
          onChange={(event) => set(flag, event.target.checked ? "true" : "")}
        >
          {t(`cases.${flag}`)}
        </Checkbox>
      ))}
    </form>
  );
}

/// Every case that I may see: filtered, searched, exported; the address says how.
export default function CasesPage() {
  const { t } = useTranslation();
  const { offset, label } = useWords();
  const { may } = useSession();
  const go = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [active, setActive] = useState<string>();
  const q = search.get("q");
  const filter = filterOf(search, offset);
  const listed = useInfiniteQuery({ ...casePages(filter), enabled: !q });
  const found = useInfiniteQuery({ ...searchPages({ q: q ?? "", ...filter }), enabled: !!q });
  const query = q ? found : listed;
  const rows = (q ? found.data?.pages : listed.data?.pages)?.flatMap((page) => page.items) ?? [];
  const searchedIn = found.data?.pages[0]?.in;

  const set = (name: string, value: string) =>
    setSearch((before) => {
      if (value) before.set(name, value);
      else before.delete(name);
      return before;
    });
  const files = (["xlsx", "csv"] as const).map((format) => ({
    key: format,
    label: <a href={exportUrl(filter, q, format)}>{t(`cases.export.${format}`)}</a>,
  }));

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
              <Button onClick={() => setSearch({})}>{t("cases.clear")}</Button>
            </Nothing>
          )
        }
        footer={
          <>
            <span>
              {t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}
              {q && searchedIn && ` · ${t("search.as", { what: label("search_in", searchedIn) })}`}
            </span>
            {may("export") && (
              <Dropdown menu={{ items: files }} trigger={["click"]}>
                <Button size="small">{t("cases.exportTitle")}</Button>
              </Dropdown>
            )}
          </>
        }
      />
    </div>
  );
}
