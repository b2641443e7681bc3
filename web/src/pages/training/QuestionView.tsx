import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { paperQuery } from "@/api/queries";
import { articlePath } from "@/pages/knowledge/articles";
import { PaperActions } from "@/pages/paper/PaperActions";
import { PaperSteps } from "@/pages/paper/PaperSteps";
import { PaperBadge } from "@/pages/paper/PaperWords";
import { Moment } from "@/shell/CaseWords";
import { cityIndex } from "@/shell/cityIndex";
import { Asked } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Panel } from "@/ui/Panel";
import { kLetters, questionOf } from "./exam";

/// One question as it is asked, with what is right and where it comes from.
export function QuestionView({ id }: { id: string }) {
  const { t } = useTranslation();
  const { city } = useWords();
  const query = useQuery(paperQuery(id));
  return (
    <Asked query={query} rows={8}>
      {(paper) => {
        const question = questionOf(paper);
        return (
          <article className="case is-narrow" aria-label={question.text}>
            <div className="case-top panel">
              <header className="case-head">
                <div className="case-head-top">
                  <PaperBadge kind={paper.head.kind} state={paper.head.state} />
                  <span className="case-clock">
                    <Moment at={paper.head.opened_at} />
                  </span>
                </div>
                <h2>{question.text}</h2>
                <p className="case-sub">
                  <span>{cityIndex(city).categoryName(question.topic)}</span>
                  {question.article && (
                    <span>
                      {t("training.basis")} <Link to={articlePath(question.article)}>{question.article}</Link>
                    </span>
                  )}
                  {question.source && (
                    <span>
                      {t("training.source")} <Link to={`/cases/${question.source}`}>{question.source}</Link>
                    </span>
                  )}
                </p>
              </header>
              <ul className="bank-options">
                {question.options.map((option, at) => {
                  const isRight = question.right.includes(at + 1);
                  return (
                    <li key={option} className={`option ${isRight ? "is-right" : ""}`}>
                      <b>{kLetters[at]}</b> {option}
                      {isRight && <small>{t("training.isRight")}</small>}
                    </li>
                  );
                })}
              </ul>
              <PaperActions paper={paper} />
            </div>
            <Panel title={t("timeline.title")}>
              <PaperSteps paper={paper} />
            </Panel>
          </article>
        );
      }}
    </Asked>
  );
}
