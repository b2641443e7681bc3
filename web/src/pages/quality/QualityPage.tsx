import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { useWatch } from "@/pages/watch/useWatch";
import { Nothing } from "@/shell/Trouble";
import { CheckList } from "./CheckList";
import { CheckView } from "./CheckView";
import { Means } from "./Means";
import "@/pages/queue/queue.css";
import "@/pages/case/case.css";
import "./quality.css";

/// 质检: what waits to be scored beside its score sheet; one's own scores; the means.
export default function QualityPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const watch = useWatch();
  const views = may("check_quality") ? (["to_score", "all", "mine", "means"] as const) : (["mine"] as const);
  const view = views.find((each) => each === watch.get("view")) ?? views[0];
  const { id } = watch;
  return (
    <div className="queue quality">
      <section className="queue-list" aria-label={t("menu.quality")}>
        <div className="queue-head">
          <Segmented
            value={view}
            onChange={(next) => watch.set({ view: next === views[0] ? null : next, id: null })}
            options={views.map((each) => ({ value: each, label: t(`checks.view.${each}`) }))}
          />
        </div>
        {view === "means" ? <Means /> : <CheckList key={view} watch={watch} list={view} />}
      </section>
      <aside className="queue-pane" aria-label={t("watch.chosen")}>
        {id ? <CheckView key={id} id={id} /> : <Nothing text={t("list.choose")} />}
      </aside>
    </div>
  );
}
