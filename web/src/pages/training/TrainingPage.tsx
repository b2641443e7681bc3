import { Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { useWatch } from "@/pages/watch/useWatch";
import { Nothing } from "@/shell/Trouble";
import { BankList } from "./BankList";
import { ExamList } from "./ExamList";
import { ExamView } from "./ExamView";
import { DraftFromCase, QuestionForm } from "./QuestionForm";
import { QuestionView } from "./QuestionView";
import "./training.css";

/// 培训考试: sit an exam, see what it opens; and the bank that exams are drawn from, for those who train.
export default function TrainingPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const watch = useWatch();
  const views = may("train") ? (["mine", "all", "bank"] as const) : (["mine"] as const);
  const view = views.find((each) => each === watch.get("view")) ?? "mine";
  const id = watch.id;
  const making = view === "bank" ? watch.get("new") : null;
  const close = () => watch.set({ new: null });
  return (
    <div className="queue training">
      <section className="queue-list" aria-label={t("menu.training")}>
        <div className="queue-head training-head">
          <Segmented
            value={view}
            onChange={(next) =>
              watch.set({ view: next === "mine" ? null : next, id: null, new: null, state: null })
            }
            options={views.map((each) => ({ value: each, label: t(`training.view.${each}`) }))}
          />
          {view === "bank" && (
            <span className="action-row">
              <Button type="primary" onClick={() => watch.set({ new: "question", id: null })}>
                {t("training.newQuestion")}
              </Button>
              <Button onClick={() => watch.set({ new: "case", id: null })}>{t("training.fromCase")}</Button>
            </span>
          )}
        </div>
        {view === "bank" ? (
          <BankList watch={watch} />
        ) : (
          <ExamList key={view} watch={watch} mine={view === "mine"} />
        )}
      </section>
      <aside className="queue-pane" aria-label={t("watch.chosen")}>
        {making === "question" && (
          <QuestionForm onClose={close} onDone={(made) => watch.set({ new: null, id: made })} />
        )}
        {making === "case" && (
          <DraftFromCase onClose={close} onDone={(made) => watch.set({ new: null, id: made })} />
        )}
        {!making && id && view === "bank" && <QuestionView key={id} id={id} />}
        {!making && id && view !== "bank" && <ExamView key={id} id={id} />}
        {!making && !id && <Nothing text={t("list.choose")} />}
      </aside>
    </div>
  );
}
