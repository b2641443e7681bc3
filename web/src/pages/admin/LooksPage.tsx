import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Dropdown, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { client, ok, type Schema } from "@/api/client";
import { pagesOf } from "@/api/queries";
import { useSession } from "@/api/session";
import { Moment } from "@/shell/CaseWords";
import { Nothing, Trouble } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { DataList } from "@/ui/DataList";
import { lookFilterOf, looksUrl } from "./looks";

type Look = Schema["Look"];

/// Who looked at personal data, at whose, when and why; and who took lists away.
export default function LooksPage() {
  const { t } = useTranslation();
  const { city, label, offset } = useWords();
  const { may } = useSession();
  const [search, setSearch] = useSearchParams();
  const filter = lookFilterOf(search, offset);
  const query = useInfiniteQuery(
    pagesOf<Look>(["looks", filter], (after) =>
      ok(client.GET("/api/v1/looks", { params: { query: { ...filter, after, limit: 100 } } })),
    ),
  );
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const set = (name: string, value: string) =>
    setSearch((before) => {
      if (value) before.set(name, value);
      else before.delete(name);
      return before;
    });
  const files = (["xlsx", "csv"] as const).map((format) => ({
    key: format,
    label: <a href={looksUrl(filter, format)}>{t(`cases.export.${format}`)}</a>,
  }));
  return (
    <div className="cases">
      <form className="filters" aria-label={t("cases.filters")} onSubmit={(event) => event.preventDefault()}>
        {(["person", "case"] as const).map((name) => (
          <Input.Search
            key={`${name} ${search.get(name) ?? ""}`}
            allowClear
            maxLength={64}
            defaultValue={search.get(name) ?? ""}
            aria-label={t(`looks.${name}`)}
            placeholder={t(`looks.${name}`)}
            onSearch={(typed) => set(name, typed.trim())}
          />
        ))}
        <Select
          allowClear
          aria-label={t("looks.kind")}
          placeholder={t("looks.kind")}
          value={search.get("kind") || undefined}
          onChange={(kind) => set("kind", kind ?? "")}
          options={(city?.enums.look_kind ?? []).map((each) => ({
            value: each.code,
            label: label("look_kind", each.code),
          }))}
        />
        {(["from", "to"] as const).map((name) => (
          <label key={name} className="day">
            {t(`looks.${name}`)}{" "}
            <input
              type="date"
              className="time-field"
              value={search.get(name) ?? ""}
              onChange={(event) => set(name, event.target.value)}
            />
          </label>
        ))}
      </form>
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <DataList
        label={t("menu.looks")}
        rows={rows}
        rowKey={(row) => `${row.at} ${row.by.id} ${row.case_id ?? row.list} ${row.field}`}
        rowHeight={44}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
        empty={query.isPending ? t("list.loading") : <Nothing text={t("looks.none")} />}
        footer={
          <>
            <span>{t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}</span>
            {may("export") && (
              <Dropdown menu={{ items: files }} trigger={["click"]}>
                <Button size="small">{t("cases.exportTitle")}</Button>
              </Dropdown>
            )}
          </>
        }
        columns={[
          { key: "when", title: t("looks.when"), width: "120px", render: (row) => <Moment at={row.at} /> },
          {
            key: "kind",
            title: t("looks.kind"),
            width: "130px",
            render: (row) => label("look_kind", row.kind, row.kind_label),
          },
          {
            key: "who",
            title: t("looks.who"),
            width: "minmax(140px, 1fr)",
            render: (row) => (
              <span className="cut">
                {row.by.name} <span className="quiet">{row.by.unit_name}</span>
              </span>
            ),
          },
          {
            key: "case",
            title: t("list.number"),
            width: "150px",
            render: (row) => row.case_id && <Link to={`/cases/${row.case_id}`}>{row.case_id}</Link>,
          },
          {
            key: "what",
            title: t("looks.what"),
            width: "minmax(140px, 1fr)",
            render: (row) =>
              row.kind === "list_exported"
                ? t("looks.rows", { list: row.list, format: row.format, count: row.rows })
                : row.field,
          },
          {
            key: "why",
            title: t("looks.why"),
            width: "minmax(180px, 2fr)",
            render: (row) => (
              <span className="cut" title={row.reason}>
                {row.reason}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
