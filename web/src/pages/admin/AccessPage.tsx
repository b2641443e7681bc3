import { useInfiniteQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { pagesOf } from "@/api/queries";
import { Moment } from "@/shell/CaseWords";
import { Nothing, Trouble } from "@/shell/Trouble";
import { useAddress } from "@/shell/useAddress";
import { useWords } from "@/text/words";
import { DataList } from "@/ui/DataList";
import { DayRange } from "@/ui/DayRange";
import { accessFilterOf } from "./looks";

type Change = Schema["AccessChange"];
type Difference = Change["differences"][number];

/// Who was given which access or lost it, and by whom.
export default function AccessPage() {
  const { t } = useTranslation();
  const { label, offset } = useWords();
  const [search, set] = useAddress();
  const filter = accessFilterOf(search, offset);
  const query = useInfiniteQuery(
    pagesOf<Change>(["access", filter], (after) =>
      ok(client.GET("/api/v1/access-changes", { params: { query: { ...filter, after, limit: 100 } } })),
    ),
  );
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const words = ({ part, before, after }: Difference, change: Change) => {
    const said = (values: Difference["before"]) =>
      values
        .map(({ code, name }) =>
          part === "status" || part === "second_factor" ? label("access_status", code, name) : name,
        )
        .join("、") || t("access.nothing");
    if (part === "name") return change.name ?? "";
    if (before.length + after.length === 0) return t("access.renewed");
    return before.length === 0 ? said(after) : `${said(before)} → ${said(after)}`;
  };
  const sentence = (change: Change) =>
    change.differences
      .map((each) => `${label("access_part", each.part, each.part_label)}: ${words(each, change)}`)
      .join("； ");
  return (
    <div className="cases">
      <form className="filters" aria-label={t("cases.filters")} onSubmit={(event) => event.preventDefault()}>
        <Input.Search
          key={`person ${search.get("person") ?? ""}`}
          allowClear
          maxLength={64}
          defaultValue={search.get("person") ?? ""}
          aria-label={t("access.person")}
          placeholder={t("access.person")}
          onSearch={(typed) => set({ person: typed.trim() || null })}
        />
        <DayRange
          label={(end) => t(`access.${end}`)}
          of={(end) => search.get(end) ?? ""}
          onChange={(end, day) => set({ [end]: day || null })}
        />
      </form>
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <DataList
        label={t("menu.access")}
        rows={rows}
        rowKey={(row) => String(row.id)}
        rowHeight={44}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
        empty={query.isPending ? t("list.loading") : <Nothing text={t("access.none")} />}
        footer={<span>{t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}</span>}
        columns={[
          { key: "when", title: t("access.when"), width: "120px", render: (row) => <Moment at={row.at} /> },
          {
            key: "by",
            title: t("access.by"),
            width: "minmax(140px, 1fr)",
            render: (row) => (
              <span className="cut">
                {row.by.kind === "user" ? row.by.name : row.by.kind_label}{" "}
                <span className="quiet">{row.by.unit_name}</span>
              </span>
            ),
          },
          {
            key: "whose",
            title: t("access.whose"),
            width: "minmax(180px, 1fr)",
            render: (row) => (
              <span className="cut">
                {row.subject_name || row.name || row.subject_id}{" "}
                <span className="quiet">
                  {label("access_subject", row.subject, row.subject_label)} {row.subject_id}
                </span>
              </span>
            ),
          },
          {
            key: "what",
            title: t("access.what"),
            width: "minmax(280px, 3fr)",
            render: (row) => (
              <span className="cut" title={sentence(row)}>
                {sentence(row)}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
