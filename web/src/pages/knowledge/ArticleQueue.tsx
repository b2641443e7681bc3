import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { paperQuery } from "@/api/queries";
import { PaperRows } from "@/pages/paper/PaperRows";
import { PaperBadge } from "@/pages/paper/PaperWords";
import type { Watch } from "@/pages/watch/useWatch";
import { Due, Moment } from "@/shell/CaseWords";
import { Badge } from "@/ui/Badge";
import { writtenLast } from "./articles";

function Title({ line }: { line: Schema["DocumentLine"] }) {
  const { t } = useTranslation();
  const { data } = useQuery(paperQuery(line.id));
  const { draft, review_due: isDue } = (data?.body ?? {}) as { draft?: unknown; review_due?: boolean };
  return (
    <>
      <span className="row-title">
        <b>{(data && writtenLast(data)?.title) || line.number}</b>
        {draft && line.state === "effective" ? (
          <Badge tone="violet">{t("knowledge.nextEdition")}</Badge>
        ) : null}
        {isDue && <Badge tone="amber">{t("knowledge.reviewDue")}</Badge>}
      </span>
      <small className="quiet number">{line.number}</small>
    </>
  );
}

/// Articles of which somebody owes something: a review, a better text, another look.
export function ArticleQueue({ watch }: { watch: Watch }) {
  const { t } = useTranslation();
  return (
    <PaperRows
      filter={{ kind: "article", open: true }}
      label={t("knowledge.view.work")}
      none={t("knowledge.noWork")}
      active={watch.get("article") ?? undefined}
      onActive={(row) => watch.set({ article: row.id, edition: null, gap: null, new: null })}
      columns={[
        {
          key: "title",
          title: t("knowledge.article"),
          width: "minmax(160px, 1.6fr)",
          render: (row) => <Title line={row} />,
        },
        {
          key: "unit",
          title: t("list.unit"),
          width: "minmax(90px, 1fr)",
          render: (row) => row.units.map((each) => each.unit_name).join("、"),
        },
        {
          key: "state",
          title: t("list.state"),
          width: "88px",
          render: (row) => <PaperBadge kind={row.kind} state={row.state} />,
        },
        {
          key: "due",
          title: t("knowledge.since"),
          width: "104px",
          render: (row) => (row.due_at ? <Due dueAt={row.due_at} /> : <Moment at={row.opened_at} />),
        },
      ]}
    />
  );
}
