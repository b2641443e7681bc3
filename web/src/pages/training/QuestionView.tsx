import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { paperQuery } from "@/api/queries";
import { articlePath } from "@/pages/knowledge/articles";
import { PaperActions } from "@/pages/paper/PaperActions";
import { PaperHead } from "@/pages/paper/PaperHead";
import { PaperSteps } from "@/pages/paper/PaperSteps";
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
              <PaperHead paper={paper} title={question.text}>
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
              </PaperHead>
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
