import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { CaseView, isCaseTab } from "@/pages/case/CaseView";
import { PaperView } from "@/pages/paper/PaperView";
import type { PaperKind } from "@/pages/paper/papers";
import { Nothing } from "@/shell/Trouble";
import { FeedList } from "./FeedList";
import { PaperList } from "./PaperList";
import { useWatch } from "./useWatch";

export type WatchView = { key: string; label: string } & ({ feed: true } | { kind: PaperKind });

/// Lists to watch, and beside them what is chosen: the frame of supervision and of the inspection.
export function WatchPage({ label, views }: { label: string; views: WatchView[] }) {
  const { t } = useTranslation();
  const watch = useWatch();
  const view = views.find((each) => each.key === watch.get("view")) ?? views[0];
  const asked = watch.get("tab");
  if (!view) return <Nothing text={t("watch.noPapers")} />;
  return (
    <div className="queue">
      <section className="queue-list" aria-label={label}>
        <div className="queue-head">
          <Segmented
            value={view.key}
            onChange={(key) =>
              watch.set({ view: String(key), id: null, tab: null, open: null, unit: null, grade: null })
            }
            options={views.map((each) => ({ value: each.key, label: each.label }))}
          />
        </div>
        {"feed" in view ? (
          <FeedList watch={watch} label={view.label} />
        ) : (
          <PaperList key={view.kind} watch={watch} kind={view.kind} label={view.label} />
        )}
      </section>
      <aside className="queue-pane" aria-label={t("watch.chosen")}>
        {!watch.id && <Nothing text={t("list.choose")} />}
        {watch.id && "feed" in view && (
          <CaseView
            key={watch.id}
            id={watch.id}
            narrow
            recordFirst
            tab={isCaseTab(asked) ? asked : "climb"}
            onTab={(tab) => watch.set({ tab: tab === "climb" ? null : tab })}
          />
        )}
        {watch.id && !("feed" in view) && <PaperView key={watch.id} id={watch.id} narrow />}
      </aside>
    </div>
  );
}
