import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/errors";
import { articleQuery, paperQuery } from "@/api/queries";
import { PaperHead } from "@/pages/paper/PaperHead";
import { PaperSteps } from "@/pages/paper/PaperSteps";
import { PaperBadge } from "@/pages/paper/PaperWords";
import type { Watch } from "@/pages/watch/useWatch";
import { Moment } from "@/shell/CaseWords";
import { cityIndex } from "@/shell/cityIndex";
import { Asked } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { Fact, Facts } from "@/ui/Fact";
import { Panel } from "@/ui/Panel";
import { ArticleActions } from "./ArticleActions";
import { type Article, draftNumber, type Edition, typedOf, writtenLast } from "./articles";
import { changesOf, hasChanged } from "./changes";
import { Rating } from "./Rating";

function Changed({ before, after }: { before: string; after: string }) {
  const pieces = changesOf(before, after);
  return (
    <p className="narrative changes">
      {pieces.map((piece, at) =>
        piece.kind === "same" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces stand in the order of the text
          <span key={at}>{piece.text}</span>
        ) : piece.kind === "gone" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: likewise
          <del key={at}>{piece.text}</del>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: likewise
          <ins key={at}>{piece.text}</ins>
        ),
      )}
    </p>
  );
}

/// What this edition says otherwise than the one before it.
function Changes({ article }: { article: Article }) {
  const { t } = useTranslation();
  const { edition } = article;
  const query = useQuery({
    ...articleQuery(article.id, edition.number - 1),
    enabled: edition.number > 1,
  });
  if (edition.number <= 1 || !query.data) return null;
  const before = query.data.edition;
  const parts = (["title", "spoken", "answer"] as const).filter((part) =>
    hasChanged(changesOf(before[part], edition[part])),
  );
  return (
    <Panel title={t("knowledge.changes", { number: edition.number - 1 })}>
      {parts.length === 0 && <p className="quiet">{t("knowledge.noChanges")}</p>}
      {parts.map((part) => (
        <div key={part}>
          <h3 className="part">{t(`field.article_write.${part}`)}</h3>
          <Changed before={before[part]} after={edition[part]} />
        </div>
      ))}
    </Panel>
  );
}

function Facets({ article, edition }: { article: Article; edition: Edition }) {
  const { t } = useTranslation();
  const { city } = useWords();
  const index = cityIndex(city);
  return (
    <Panel title={t("paper.facts")}>
      <Facts columns={1}>
        <Fact name={t("knowledge.asksName")}>{edition.questions.join("　")}</Fact>
        <Fact name={t("case.category")}>{edition.categories.map(index.categoryName).join("、")}</Fact>
        <Fact name={t("case.place")}>
          {edition.place ? index.wayOf(edition.place).join(" / ") : t("topics.wholeCity")}
        </Fact>
        <Fact name={t("knowledge.basis")}>{edition.basis.join("　")}</Fact>
        <Fact name={t("knowledge.valid")}>
          {edition.from ? <Moment at={edition.from} /> : t("knowledge.fromApproval")} –{" "}
          {edition.until ? <Moment at={edition.until} /> : t("knowledge.unlimited")}
        </Fact>
        <Fact name={t("knowledge.reviewBy")}>{article.review_by && <Moment at={article.review_by} />}</Fact>
        <Fact name={t("knowledge.suppliedBy")}>
          {edition.supplied_by.unit_name || edition.supplied_by.name} · <Moment at={edition.supplied_at} />
        </Fact>
        <Fact name={t("knowledge.approvedBy")}>{edition.approved_by?.name}</Fact>
      </Facts>
    </Panel>
  );
}

function Head({ article, watch }: { article: Article; watch: Watch }) {
  const { t } = useTranslation();
  const { edition } = article;
  const numbers = Array.from(
    { length: article.newest_edition + (article.has_draft ? 1 : 0) },
    (_, at) => at + 1,
  );
  const isDraft = article.has_draft && edition.number === draftNumber(article);
  return (
    <header className="case-head">
      <div className="case-head-top">
        {isDraft ? (
          <Badge tone="amber">{t("knowledge.draft")}</Badge>
        ) : (
          <PaperBadge kind="article" state={article.state} />
        )}
        {article.review_due && <Badge tone="amber">{t("knowledge.reviewDue")}</Badge>}
        {article.effective_edition > 0 && edition.number !== article.effective_edition && !isDraft && (
          <Badge tone="grey">{t("knowledge.oldEdition")}</Badge>
        )}
        {numbers.length > 1 && (
          <span className="case-clock">
            <Segmented
              size="small"
              value={edition.number}
              onChange={(next) => watch.set({ edition: String(next) })}
              options={numbers.map((number) => ({
                value: number,
                label: t("knowledge.edition", { number }),
              }))}
            />
          </span>
        )}
      </div>
      <h2>{edition.title}</h2>
      <p className="case-sub">
        <span>{article.unit_name}</span>
        <span className="number">
          {article.code}@{edition.number}
        </span>
      </p>
    </header>
  );
}

/// After a draft was sent back nothing can be read out; the journal still has what was written.
function SentBack({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useQuery(paperQuery(id));
  return (
    <Asked query={query} rows={8}>
      {(paper) => {
        const written = writtenLast(paper) ?? {};
        return (
          <article className="case is-narrow" aria-label={paper.head.number}>
            <div className="case-top panel">
              <PaperHead paper={paper} title={written.title}>
                <span>{paper.head.units.map((unit) => unit.unit_name).join("、")}</span>
                <span className="number">{paper.head.number}</span>
              </PaperHead>
              <ArticleActions
                id={id}
                version={paper.head.version}
                standing={{ state: "sent_back", has_draft: false, review_due: false }}
                known={typedOf(written)}
              />
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

function Steps({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useQuery(paperQuery(id));
  // Whoever may read what is in force need not be shown how it came about.
  if (query.error) return null;
  return (
    <Panel title={t("timeline.title")}>
      <Asked query={query}>{(paper) => <PaperSteps paper={paper} />}</Asked>
    </Panel>
  );
}

interface Props {
  /// Its code or number.
  code: string;
  watch: Watch;
  /// Opened out of the list of work: the draft first, if there is one.
  isWork: boolean;
}

/// One article: what to say, large; the whole of it; what changed; what it rests on.
export function ArticleView({ code, watch, isWork }: Props) {
  const { t } = useTranslation();
  const asked = Number(watch.get("edition")) || undefined;
  const first = useQuery(articleQuery(code));
  const draft = isWork && first.data?.has_draft ? draftNumber(first.data) : undefined;
  const wanted = asked ?? draft;
  const other = useQuery({ ...articleQuery(code, wanted), enabled: wanted !== undefined });
  const query = wanted === undefined ? first : other;
  if (first.error instanceof ApiError && first.error.code === "no_such_article" && isWork)
    return <SentBack id={code} />;
  return (
    <Asked query={query} rows={10}>
      {(article) => {
        const { edition } = article;
        return (
          <article className="case is-narrow" aria-label={edition.title}>
            <div className="case-top panel">
              <Head article={article} watch={watch} />
              <ArticleActions
                key={article.id}
                id={article.id}
                version={article.version}
                standing={article}
                known={typedOf(edition)}
              />
            </div>
            <section className="panel say-aloud" aria-label={t("field.article_write.spoken")}>
              <small className="quiet">{t("field.article_write.spoken")}</small>
              <p>{edition.spoken}</p>
              <Rating article={article} />
            </section>
            <Panel title={t("field.article_write.answer")}>
              <p className="narrative article-text">{edition.answer}</p>
            </Panel>
            <Changes article={article} />
            <Facets article={article} edition={edition} />
            <Steps id={article.id} />
          </article>
        );
      }}
    </Asked>
  );
}
