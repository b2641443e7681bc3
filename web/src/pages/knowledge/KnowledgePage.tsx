import { Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { useWatch } from "@/pages/watch/useWatch";
import { Nothing } from "@/shell/Trouble";
import { ArticleFinder } from "./ArticleFinder";
import { ArticleForm } from "./ArticleForm";
import { ArticleQueue } from "./ArticleQueue";
import { ArticleView } from "./ArticleView";
import { GapList } from "./GapList";
import { GapView } from "./GapView";
import "./knowledge.css";

const kViews = ["find", "work", "gaps"] as const;

/// 知识库: found while somebody types; written, reviewed and looked at again; and what is missing in it.
export default function KnowledgePage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const watch = useWatch();
  const view = kViews.find((each) => each === watch.get("view")) ?? "find";
  const article = watch.get("article");
  const gap = watch.get("gap");
  const isWriting = watch.get("new") !== null && may("write_knowledge");
  const none = { article: null, edition: null, gap: null, new: null };
  return (
    <div className="queue knowledge">
      <section className="queue-list" aria-label={t("menu.knowledge")}>
        <div className="queue-head knowledge-head">
          <Segmented
            value={view}
            onChange={(next) => watch.set({ ...none, view: next === "find" ? null : next })}
            options={kViews.map((each) => ({ value: each, label: t(`knowledge.view.${each}`) }))}
          />
          {may("write_knowledge") && (
            <Button
              type={isWriting ? "default" : "primary"}
              onClick={() => watch.set({ ...none, new: "" })}
              aria-expanded={isWriting}
            >
              {t("knowledge.write")}
            </Button>
          )}
        </div>
        {view === "find" && <ArticleFinder watch={watch} />}
        {view === "work" && <ArticleQueue watch={watch} />}
        {view === "gaps" && <GapList watch={watch} />}
      </section>
      <aside className="queue-pane" aria-label={t("watch.chosen")}>
        {isWriting ? (
          <div className="panel knowledge-form">
            <ArticleForm
              category={watch.get("new") || undefined}
              onCancel={() => watch.set(none)}
              onDone={(id) => watch.set({ ...none, view: "work", article: id })}
            />
          </div>
        ) : gap ? (
          <GapView key={gap} id={gap} watch={watch} />
        ) : article ? (
          <ArticleView key={article} code={article} watch={watch} isWork={view === "work"} />
        ) : (
          <Nothing text={t("list.choose")} />
        )}
      </aside>
    </div>
  );
}
