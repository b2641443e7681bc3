import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { articlesQuery } from "@/api/queries";
import { useSession } from "@/api/session";
import type { Watch } from "@/pages/watch/useWatch";
import { CategorySelect } from "@/shell/CitySelect";
import { Nothing, Trouble } from "@/shell/Trouble";
import { DataList } from "@/ui/DataList";
import { useDebounced } from "@/ui/useDebounced";
import { GapForm } from "./GapForm";

const kRestMs = 150;
const kShown = 50;

/// Articles in force, the best first, from the first letter on. Arrows choose without leaving the box.
export function ArticleFinder({ watch }: { watch: Watch }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [typed, setTyped] = useState(watch.get("q") ?? "");
  const category = watch.get("category") ?? "";
  const q = useDebounced(typed.trim(), kRestMs);
  const query = useQuery(
    articlesQuery({ q: q || undefined, category: category || undefined, limit: kShown }),
  );
  const rows = query.data?.items ?? [];
  const chosen = watch.get("article");
  const choose = (code: string | undefined) => code && watch.set({ article: code, edition: null, new: null });
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = rows.findIndex((row) => row.code === chosen);
    choose(rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.code);
  };
  const isNothing = query.isSuccess && !query.isPlaceholderData && rows.length === 0;
  return (
    <>
      <div className="knowledge-search">
        <Input
          size="large"
          autoFocus
          allowClear
          maxLength={1000}
          aria-label={t("knowledge.search")}
          placeholder={t("knowledge.searchHint")}
          value={typed}
          onKeyDown={press}
          onChange={(event) => {
            setTyped(event.target.value);
            watch.set({ q: event.target.value.trim() || null });
          }}
        />
        <CategorySelect
          value={category}
          placeholder={t("case.category")}
          onChange={(next) => watch.set({ category: (next as string) || null })}
        />
      </div>
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <DataList
        label={t("knowledge.found")}
        rows={rows}
        rowKey={(row) => row.code}
        rowHeight={78}
        activeKey={chosen ?? undefined}
        onActive={(row) => choose(row.code)}
        empty={
          isNothing ? (
            <Nothing text={t("knowledge.nothingFound")}>
              {may("answer_at_desk") && <GapForm key={q} text={q} category={category} watch={watch} />}
            </Nothing>
          ) : (
            t("list.loading")
          )
        }
        footer={<span>{t(rows.length === kShown ? "list.loaded" : "list.all", { count: rows.length })}</span>}
        columns={[
          {
            key: "article",
            title: t("knowledge.article"),
            width: "minmax(0, 1fr)",
            render: (row) => (
              <>
                <span className="row-title">
                  <b>{row.title}</b>
                </span>
                <span className="knowledge-spoken cut">{row.spoken}</span>
                <small className="quiet">
                  {row.unit_name} <span className="number">{row.citation}</span>
                </small>
              </>
            ),
          },
        ]}
      />
    </>
  );
}
