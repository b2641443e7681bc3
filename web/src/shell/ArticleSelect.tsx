import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { articlesQuery } from "@/api/queries";
import { useDebounced } from "@/ui/useDebounced";

type Line = Schema["ArticleLine"];

interface Props {
  id?: string;
  value: string | undefined;
  onChange: (value: string) => void;
  /// What an answer cites is an edition; what closes a gap is the article.
  by?: "citation" | "code";
  /// What was said, and its category: looked for while nothing is typed.
  about?: string;
  category?: string;
  onPick?: (line: Line) => void;
}

const kRestMs = 200;
const kWordsMax = 1000;
const kShown = 8;

/// An article in force, found while somebody types.
export function ArticleSelect({ id, value, onChange, by = "citation", about = "", category, onPick }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const words = useDebounced((typed.trim() || about.trim()).slice(0, kWordsMax), kRestMs);
  const { data, isFetching } = useQuery({
    ...articlesQuery({
      q: words || undefined,
      category: typed.trim() ? undefined : category || undefined,
      limit: kShown,
    }),
    enabled: open,
  });
  const lines = data?.items ?? [];
  return (
    <Select
      id={id}
      className="wide"
      allowClear
      value={value || undefined}
      loading={open && isFetching}
      placeholder={t("knowledge.choose")}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onOpenChange={setOpen}
      notFoundContent={t(isFetching ? "list.loading" : "knowledge.nothingFound")}
      onChange={(next) => {
        onChange(next ?? "");
        const line = lines.find((each) => each[by] === next);
        if (line) onPick?.(line);
      }}
      options={lines.map((line) => ({ value: line[by], label: `${line.title} · ${line[by]}`, line }))}
      optionRender={({ data: option }) => (
        <span className="article-option">
          <b>{(option.line as Line).title}</b>{" "}
          <span className="number">{(option.line as Line).citation}</span>
          <small className="cut">{(option.line as Line).spoken}</small>
        </span>
      )}
    />
  );
}
