import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { paperQuery } from "@/api/queries";
import { PaperRows } from "@/pages/paper/PaperRows";
import { PaperBadge } from "@/pages/paper/PaperWords";
import { textIn } from "@/pages/paper/papers";
import type { Watch } from "@/pages/watch/useWatch";
import { Due, Moment } from "@/shell/CaseWords";

const kOpen = ["open", "closed", "all"] as const;

function Asked({ line }: { line: Schema["DocumentLine"] }) {
  const { t } = useTranslation();
  const { data } = useQuery(paperQuery(line.id));
  const count = (data?.body as { asked?: number } | undefined)?.asked ?? 1;
  return (
    <>
      <span className="row-title">
        <b>{data ? textIn(data, "text", "gap_opened") : "…"}</b>
      </span>
      <small className="quiet">
        <span className="number">{line.number}</span> {count > 1 && t("knowledge.askedTimes", { count })}
      </small>
    </>
  );
}

/// What the desk had no answer to, as tasks of the units.
export function GapList({ watch }: { watch: Watch }) {
  const { t } = useTranslation();
  const open = kOpen.find((each) => each === watch.get("open")) ?? "open";
  return (
    <>
      <div className="queue-filter">
        <Segmented
          size="small"
          value={open}
          onChange={(next) => watch.set({ open: next === "open" ? null : next, gap: null })}
          options={kOpen.map((each) => ({ value: each, label: t(`watch.${each}`) }))}
        />
      </div>
      <PaperRows
        filter={{ kind: "knowledge_gap", open: open === "all" ? undefined : open === "open" }}
        label={t("knowledge.view.gaps")}
        none={t("knowledge.noGaps")}
        active={watch.get("gap") ?? undefined}
        onActive={(row) => watch.set({ gap: row.id, article: null, new: null })}
        columns={[
          {
            key: "title",
            title: t("knowledge.asked"),
            width: "minmax(160px, 1.8fr)",
            render: (row) => <Asked line={row} />,
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
            width: "80px",
            render: (row) => <PaperBadge kind={row.kind} state={row.state} />,
          },
          {
            key: "due",
            title: t("list.due"),
            width: "112px",
            render: (row) =>
              row.due_at ? (
                <Due dueAt={row.due_at} startedAt={row.opened_at} />
              ) : (
                <Moment at={row.opened_at} />
              ),
          },
        ]}
      />
    </>
  );
}
