import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { PaperRows } from "@/pages/paper/PaperRows";
import { PaperBadge } from "@/pages/paper/PaperWords";
import type { PaperKind } from "@/pages/paper/papers";
import { Due, Moment } from "@/shell/CaseWords";
import { UnitSelect } from "@/shell/CitySelect";
import { Badge } from "@/ui/Badge";
import type { Watch } from "./useWatch";

const kOpen = ["open", "closed", "all"] as const;

/// Papers of one kind, the newest first.
export function PaperList({ watch, kind, label }: { watch: Watch; kind: PaperKind; label: string }) {
  const { t } = useTranslation();
  const open = kOpen.find((each) => each === watch.get("open")) ?? "open";
  const unit = watch.get("unit") ?? "";
  return (
    <>
      <div className="queue-filter">
        <Segmented
          size="small"
          value={open}
          onChange={(next) => watch.set({ open: next === "open" ? null : next, id: null })}
          options={kOpen.map((each) => ({ value: each, label: t(`watch.${each}`) }))}
        />
        <UnitSelect
          value={unit}
          placeholder={t("list.unit")}
          onChange={(value) => watch.set({ unit: (value as string) || null, id: null })}
        />
      </div>
      <PaperRows
        filter={{ kind, open: open === "all" ? undefined : open === "open", unit: unit || undefined }}
        label={label}
        none={t("watch.noPapers")}
        active={watch.id ?? undefined}
        onActive={(row) => watch.set({ id: row.id })}
        onOpen={(row) => watch.open(`/documents/${row.id}`)}
        columns={[
          {
            key: "title",
            title: t("watch.number"),
            width: "minmax(150px, 1.4fr)",
            render: (row) => (
              <>
                <span className="row-title">
                  <b>{row.number || row.id}</b>
                  {row.overdue && <Badge tone="red">{t("paper.missed")}</Badge>}
                </span>
                <small className="quiet number">{row.cases.join(" ")}</small>
              </>
            ),
          },
          {
            key: "units",
            title: t("paper.units"),
            width: "minmax(120px, 1.4fr)",
            render: (row) => row.units.map((each) => each.unit_name).join("、"),
          },
          {
            key: "state",
            title: t("list.state"),
            width: "100px",
            render: (row) => <PaperBadge kind={row.kind} state={row.state} />,
          },
          {
            key: "due",
            title: t("list.due"),
            width: "118px",
            render: (row) => (
              <>
                {row.due_at ? <Due dueAt={row.due_at} startedAt={row.opened_at} /> : <span>—</span>}
                <small className="quiet">
                  <Moment at={row.opened_at} />
                </small>
              </>
            ),
          },
        ]}
      />
    </>
  );
}
