import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { paperQuery } from "@/api/queries";
import { useSession } from "@/api/session";
import { PaperActions } from "@/pages/paper/PaperActions";
import { PaperHead } from "@/pages/paper/PaperHead";
import { PaperSteps } from "@/pages/paper/PaperSteps";
import { factIn, textIn } from "@/pages/paper/papers";
import type { Watch } from "@/pages/watch/useWatch";
import { cityIndex } from "@/shell/cityIndex";
import { Asked } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Fact, Facts } from "@/ui/Fact";
import { Panel } from "@/ui/Panel";
import { articlePath } from "./articles";

/// What was asked and could not be answered, whose it is, and the article that closes it.
export function GapView({ id, watch }: { id: string; watch: Watch }) {
  const { t, i18n } = useTranslation();
  const { may } = useSession();
  const { city } = useWords();
  const index = cityIndex(city);
  const query = useQuery(paperQuery(id));
  return (
    <Asked query={query} rows={8}>
      {(paper) => {
        const { head, body } = paper;
        const category = factIn(paper, "category");
        const cause = factIn(paper, "cause");
        const { asked } = body as { asked?: number };
        const rated = factIn(paper, "article");
        const closes = factIn(paper, "answered_with");
        const causeKey = `knowledge.cause.${cause}`;
        return (
          <article className="case is-narrow" aria-label={head.number}>
            <div className="case-top panel">
              <PaperHead paper={paper} title={textIn(paper, "text", "gap_opened")}>
                <span>{head.number}</span>
                <span>{head.units.map((unit) => unit.unit_name).join("、")}</span>
              </PaperHead>
              <PaperActions paper={paper} />
            </div>
            <Panel
              title={t("paper.facts")}
              extra={
                may("write_knowledge") &&
                head.state === "open" && (
                  <Link
                    to={`/knowledge?new=${category}`}
                    onClick={(event) => {
                      event.preventDefault();
                      watch.set({ new: category, gap: null });
                    }}
                  >
                    {t("knowledge.writeFor")}
                  </Link>
                )
              }
            >
              <Facts columns={1}>
                <Fact name={t("knowledge.causeName")}>
                  {i18n.exists(causeKey) ? t(causeKey as never) : cause}
                </Fact>
                <Fact name={t("knowledge.askedName")}>{t("paper.times", { count: asked ?? 1 })}</Fact>
                <Fact name={t("case.category")}>{category && index.categoryName(category)}</Fact>
                <Fact name={t("case.place")}>
                  {factIn(paper, "place") && index.placeName(factIn(paper, "place"))}
                </Fact>
                <Fact name={t("knowledge.about")}>
                  {rated && <Link to={articlePath(rated)}>{rated}</Link>}
                </Fact>
                <Fact name={t("knowledge.closedBy")}>
                  {closes && <Link to={articlePath(closes)}>{closes}</Link>}
                </Fact>
              </Facts>
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
