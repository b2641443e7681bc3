import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { client, ok } from "@/api/client";
import { keys } from "@/api/queries";
import { useMe } from "@/api/session";
import type { Field, Typed } from "@/pages/case/commands";
import { FieldForm } from "@/pages/case/FieldForm";
import { contentOf, kEditionFields } from "./articles";

const kUnit: Field = { name: "unit", kind: "unit", required: true };

interface Props {
  /// The article that gets its next edition; without it a new one is written.
  revises?: { id: string; version: number; known: Typed };
  category?: string;
  onDone: (id: string) => void;
  onCancel: () => void;
}

/// What the desk is to say and the whole of it, as the unit whose matter it is writes it.
export function ArticleForm({ revises, category, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useMe();
  const cache = useQueryClient();
  const send = async (body: Record<string, unknown>, version: number | undefined) => {
    const content = contentOf(body);
    try {
      return revises
        ? await ok(
            client.POST("/api/v1/articles/{id}/revise", {
              params: {
                path: { id: revises.id },
                header: version === undefined ? {} : { "If-Match": `"${version}"` },
              },
              body: { content },
            }),
          )
        : await ok(client.POST("/api/v1/articles", { body: { unit: String(body.unit), content } }));
    } finally {
      if (revises) void cache.invalidateQueries({ queryKey: keys.caseAll(revises.id) });
      void cache.invalidateQueries({ queryKey: keys.lists });
    }
  };
  return (
    <FieldForm
      name="article_write"
      title={t(revises ? "knowledge.revise" : "knowledge.submit")}
      draft={`article.${revises?.id ?? "new"}`}
      fields={revises ? kEditionFields : [kUnit, ...kEditionFields]}
      known={revises?.known ?? { unit: me.unit, categories: category ? [category] : undefined }}
      version={revises?.version}
      send={send}
      onDone={(after) => {
        void message.success(t("knowledge.waits"));
        onDone(after.id);
      }}
      onCancel={onCancel}
      intro={<p className="quiet knowledge-intro">{t("knowledge.writeHint")}</p>}
    />
  );
}
