import { useInfiniteQuery } from "@tanstack/react-query";
import { Checkbox, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { feedPages } from "@/api/queries";
import { GradeBadge, usePaperWords } from "@/pages/paper/PaperWords";
import { Moment } from "@/shell/CaseWords";
import { Nothing, Trouble } from "@/shell/Trouble";
import { Badge } from "@/ui/Badge";
import { DataList } from "@/ui/DataList";
import { type Cause, causesIn, kCauses, type Line, matching } from "./feed";
import type { Watch } from "./useWatch";

const kGrades = ["", "red", "orange", "yellow", "watching"] as const;
const kTones: Record<Cause, "red" | "amber" | "violet"> = {
  overdue: "red",
  repeated: "amber",
  blocked: "violet",
};

function Rungs({ line }: { line: Line }) {
  const { t } = useTranslation();
  const words = usePaperWords();
  const said = line.rungs
    .map((rung) => `${rung.level} ${words.trigger(rung.trigger, rung.trigger_label)}`)
    .join("；");
  return (
    <span className="feed-rungs" title={said} role="img" aria-label={t("watch.climbed", { said })}>
      {line.rungs.map((rung) => (
        <i key={rung.level} className={rung.failed ? "is-failed" : "is-reached"}>
          {rung.level}
        </i>
      ))}
    </span>
  );
}

/// Cases that climb: by grade, by cause, the newest rung first.
export function FeedList({ watch, label }: { watch: Watch; label: string }) {
  const { t } = useTranslation();
  const words = usePaperWords();
  const grade = kGrades.find((each) => each === watch.get("grade")) ?? "";
  const causes = causesIn(watch.get("cause"));
  const query = useInfiniteQuery(feedPages(grade));
  const rows = (query.data?.pages.flatMap((page) => page.items) ?? []).filter(matching(causes));
  return (
    <>
      <div className="queue-filter">
        <Segmented
          size="small"
          value={grade}
          onChange={(next) => watch.set({ grade: next || null, id: null })}
          options={kGrades.map((each) => ({
            value: each,
            label: each ? words.state("climb", each) : t("watch.allGrades"),
          }))}
        />
        {kCauses.map((cause) => (
          <Checkbox
            key={cause}
            checked={causes.has(cause)}
            onChange={() => {
              const next = kCauses.filter((each) => causes.has(each) !== (each === cause));
              watch.set({ cause: next.join(",") || null, id: null });
            }}
          >
            {t(`watch.cause.${cause}`)}
          </Checkbox>
        ))}
      </div>
      {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
      <DataList
        label={label}
        rows={rows}
        rowKey={(row) => row.about}
        rowHeight={56}
        activeKey={watch.id ?? undefined}
        onActive={(row) => watch.set({ id: row.about })}
        onOpen={(row) => watch.open(`/cases/${row.about}?tab=climb`)}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
        empty={query.isPending ? t("list.loading") : <Nothing text={t("watch.nobody")} />}
        footer={<span>{t(query.hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}</span>}
        columns={[
          {
            key: "title",
            title: t("list.matter"),
            width: "minmax(130px, 2fr)",
            render: (row) => (
              <>
                <span className="row-title">
                  <span className="cut">{row.category_name || t("case.noCategory")}</span>
                </span>
                <small className="quiet">
                  {row.place_name} <span className="number">{row.about}</span>
                </small>
              </>
            ),
          },
          { key: "unit", title: t("list.unit"), width: "minmax(90px, 1fr)", render: (row) => row.unit_name },
          {
            key: "grade",
            title: t("watch.grade"),
            width: "56px",
            render: (row) => <GradeBadge grade={row.grade} label={row.grade_label} />,
          },
          {
            key: "rungs",
            title: t("watch.rungs"),
            width: "112px",
            render: (row) => (
              <>
                <Rungs line={row} />
                <small className="quiet row-second">
                  <Moment at={row.since} />
                </small>
              </>
            ),
          },
          {
            key: "causes",
            title: t("watch.causes"),
            width: "128px",
            render: (row) => (
              <span className="feed-flags">
                {kCauses
                  .filter((cause) => row[cause])
                  .map((cause) => (
                    <Badge key={cause} tone={kTones[cause]}>
                      {t(`watch.cause.${cause}`)}
                    </Badge>
                  ))}
              </span>
            ),
          },
        ]}
      />
    </>
  );
}
