import { useInfiniteQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { client, ok, type Schema } from "@/api/client";
import { pagesOf } from "@/api/queries";
import { Moment } from "@/shell/CaseWords";
import { EnumSelect } from "@/shell/EnumSelect";
import { ExportMenu } from "@/shell/ExportMenu";
import { Nothing, Trouble } from "@/shell/Trouble";
import { useAddress } from "@/shell/useAddress";
import { useWords } from "@/text/words";
import { DataList } from "@/ui/DataList";
import { DayRange } from "@/ui/DayRange";
import { lookFilterOf, looksUrl } from "./looks";

type Look = Schema["Look"];

/// Who looked at personal data, at whose, when and why; and who took lists away.
export default function LooksPage() {
  const { t } = useTranslation();
  const { label, offset, word } = useWords();
  const [search, set] = useAddress();
  const filter = lookFilterOf(search, offset);
  const query = useInfiniteQuery(
    pagesOf<Look>(["looks", filter], (after) =>
      ok(client.GET("/api/v1/looks", { params: { query: { ...filter, after, limit: 100 } } })),
    ),
  );
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
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
            onSearch={(typed) => set({ [name]: typed.trim() || null })}
          />
        ))}
        <EnumSelect
          of="look_kind"
          label={t("looks.kind")}
          value={search.get("kind") ?? ""}
          onChange={(kind) => set({ kind: kind || null })}
        />
        <DayRange
          label={(end) => t(`looks.${end}`)}
          of={(end) => search.get(end) ?? ""}
          onChange={(end, day) => set({ [end]: day || null })}
        />
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
            <ExportMenu urlOf={(format) => looksUrl(filter, format)} />
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
                ? t("looks.rows", {
                    list: word("list", row.list),
                    format: row.format.toUpperCase(),
                    count: row.rows,
                  })
                : word("field", row.field),
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
