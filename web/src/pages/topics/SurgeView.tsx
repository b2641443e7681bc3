import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { paperQuery } from "@/api/queries";
import { CasesByNumber } from "@/pages/cases/CasesByNumber";
import { PaperActions } from "@/pages/paper/PaperActions";
import { PaperHead } from "@/pages/paper/PaperHead";
import { PaperSteps } from "@/pages/paper/PaperSteps";
import { Moment } from "@/shell/CaseWords";
import { Asked } from "@/shell/Trouble";
import { Panel } from "@/ui/Panel";
import { oddsOf, surgeOf } from "./topics";
import { useSurgeWords } from "./useSurgeWords";

/// One warning: how far from usual, what is to be done with it, its cases, what was said of it.
export function SurgeView({ id }: { id: string }) {
  const { t } = useTranslation();
  const words = useSurgeWords();
  const query = useQuery(paperQuery(id));
  return (
    <Asked query={query} rows={8}>
      {(paper) => {
        const surge = surgeOf(paper);
        return (
          <article className="topic-view" aria-label={words.title(surge)}>
            <div className="panel topic-head">
              <PaperHead
                paper={paper}
                title={words.title(surge)}
                said={t("topics.surgeSays", {
                  persons: surge.persons,
                  usual: words.usual(surge.expected),
                  odds: oddsOf(surge.chance).toLocaleString("en-US"),
                })}
              >
                <span>
                  {t("topics.hourFrom")} <Moment at={surge.from} />
                </span>
                <span>{t("topics.caseCount", { count: paper.head.cases.length })}</span>
                {surge.lead && <span>{t("topics.ledBy", { unit: words.unitName(surge.lead) })}</span>}
              </PaperHead>
              <PaperActions paper={paper} />
            </div>
            <Panel title={t("topics.cases")} flush className="topic-cases">
              <CasesByNumber ids={paper.head.cases} label={t("topics.cases")} />
            </Panel>
            <Panel title={t("timeline.title")}>
              <PaperSteps paper={paper} />
            </Panel>
          </article>
        );
      }}
    </Asked>
  );
}
