import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { keys } from "@/api/queries";
import type { Field } from "@/pages/case/commands";
import { FieldForm } from "@/pages/case/FieldForm";
import type { Watch } from "@/pages/watch/useWatch";

const kFields: Field[] = [
  { name: "text", kind: "text", required: true },
  { name: "category", kind: "category", required: true },
  { name: "place", kind: "place" },
];

/// Nothing was found: the unit whose matter it is gets it as a task.
export function GapForm({ text, category, watch }: { text: string; category: string; watch: Watch }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  return (
    <div className="gap-form">
      <FieldForm
        name="gap_report"
        title={t("knowledge.reportGap")}
        draft="gap.new"
        fields={kFields}
        known={{ text, category: category || undefined }}
        autoFocus={false}
        send={(body) => ok(client.POST("/api/v1/knowledge-gaps", { body: body as Schema["GapReport"] }))}
        onDone={(after) => {
          void message.success(t("knowledge.gapSent"));
          void cache.invalidateQueries({ queryKey: keys.lists });
          watch.set({ view: "gaps", gap: after.id, article: null });
        }}
      />
    </div>
  );
}
