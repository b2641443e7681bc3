import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { client, ok } from "@/api/client";
import { keys } from "@/api/queries";
import { useSession } from "@/api/session";
import type { Field } from "@/pages/case/commands";
import { DocumentForm } from "@/pages/case/DocumentForm";
import { articlePath } from "@/pages/knowledge/articles";
import { PaperBadge } from "@/pages/paper/PaperWords";
import { Due, Moment } from "@/shell/CaseWords";
import { cityIndex } from "@/shell/cityIndex";
import { Asked, Trouble } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { useDraft } from "@/ui/useDraft";
import { answersOf, type Chosen, choose, type ExamPaper, kLetters, lettersOf, openOf } from "./exam";
import { examQuery, offersQuery } from "./queries";

type Question = ExamPaper["questions"][number];

function Sheet({
  question,
  no,
  chosen,
  onChoose,
}: {
  question: Question;
  no: number;
  chosen: number[];
  onChoose: (option: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="panel question">
      <legend>
        {no}. {question.text} {question.several && <Badge tone="violet">{t("training.several")}</Badge>}
      </legend>
      {question.options.map((option, at) => (
        <label className="option" key={`${question.id}.${option}`}>
          <input
            type={question.several ? "checkbox" : "radio"}
            name={question.id}
            checked={chosen.includes(at + 1)}
            onChange={() => onChoose(at + 1)}
          />
          <b>{kLetters[at]}</b> {option}
        </label>
      ))}
    </fieldset>
  );
}

/// A paper to be answered. What is ticked is kept in this browser until it was handed in.
function Sitting({ paper }: { paper: ExamPaper }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [chosen, setChosen, clear] = useDraft<Chosen>(`exam.${paper.id}`, {});
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const open = openOf(paper, chosen);
  const done = paper.questions.length - open.length;
  const handIn = async () => {
    setBusy(true);
    setError(null);
    try {
      await ok(
        client.POST("/api/v1/exams/{id}/answer", {
          params: { path: { id: paper.id }, header: { "If-Match": `"${paper.version}"` } },
          body: { answers: answersOf(paper, chosen) },
        }),
      );
      clear();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
      void cache.invalidateQueries({ queryKey: keys.caseAll(paper.id) });
      void cache.invalidateQueries({ queryKey: keys.lists });
    }
  };
  const button = (
    <Button
      type="primary"
      size="large"
      loading={busy}
      onClick={open.length === 0 ? () => void handIn() : undefined}
    >
      {t("training.handIn")}
    </Button>
  );
  return (
    <>
      {paper.questions.map((question, at) => (
        <Sheet
          key={question.id}
          question={question}
          no={at + 1}
          chosen={chosen[question.id] ?? []}
          onChoose={(option) => setChosen((before) => choose(before, question, option))}
        />
      ))}
      {error !== null && <Trouble error={error} />}
      <footer className="panel exam-end">
        <span>
          {t("training.progress", { done, count: paper.questions.length })}
          {open.length > 0 && done > 0 && (
            <small className="quiet"> {t("training.stillOpen", { numbers: open.join("、") })}</small>
          )}
        </span>
        <span className="quiet">{t("form.kept")}</span>
        {open.length === 0 ? (
          button
        ) : (
          <Popconfirm
            title={t("training.handInOpen", { count: open.length })}
            onConfirm={() => void handIn()}
          >
            {button}
          </Popconfirm>
        )}
      </footer>
    </>
  );
}

/// A marked question: what was ticked, what is right, and where it stands.
function Marked({ question, no }: { question: Question; no: number }) {
  const { t } = useTranslation();
  const { city } = useWords();
  const index = cityIndex(city);
  return (
    <li className="panel question">
      <p className="question-text">
        {no}. {question.text}{" "}
        <Badge tone={question.right ? "green" : "red"}>
          {t(question.right ? "training.right" : "training.wrong")}
        </Badge>
      </p>
      <ul>
        {question.options.map((option, at) => {
          const isRight = question.right_options.includes(at + 1);
          const isChosen = question.answer.includes(at + 1);
          const look = isRight ? "is-right" : isChosen ? "is-wrong" : "";
          return (
            <li key={`${question.id}.${option}`} className={`option ${look}`}>
              <b>{kLetters[at]}</b> {option}
              {isRight && <small>{t("training.isRight")}</small>}
              {isChosen && !isRight && <small>{t("training.isChosen")}</small>}
            </li>
          );
        })}
      </ul>
      <p className="quiet question-why">
        <span>{t("training.yours", { letters: lettersOf(question.answer) || "—" })}</span>
        <span>{index.categoryName(question.topic)}</span>
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
    </li>
  );
}

const kReason: Field[] = [{ name: "reason", kind: "text", required: true }];

function Certificate({ paper }: { paper: ExamPaper }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [revokes, setRevokes] = useState(false);
  const { data } = useQuery(offersQuery);
  const offer = data?.items.find((each) => each.code === paper.exam);
  return (
    <section className="panel certificate" aria-label={t("training.certificate")}>
      <h3>{t("training.certificate")}</h3>
      <p>
        {paper.exam_name} · {t("training.validUntil")} <Moment at={paper.valid_until} />
      </p>
      <p className="quiet">
        {offer?.skill
          ? t("training.opens", { skill: offer.skill_name || offer.skill })
          : t("training.opensNone")}
      </p>
      {may("train") && (
        <Button size="small" danger aria-expanded={revokes} onClick={() => setRevokes(!revokes)}>
          {t("training.revoke")}
        </Button>
      )}
      {revokes && (
        <DocumentForm
          name="exam_revoke"
          title={t("training.revoke")}
          draft={`exam.${paper.id}.revoke`}
          document={paper.id}
          fields={kReason}
          danger
          submit={(body) =>
            ok(
              client.POST("/api/v1/exams/{id}/revoke", {
                params: { path: { id: paper.id } },
                body: body as { reason: string },
              }),
            )
          }
          onDone={() => setRevokes(false)}
          onCancel={() => setRevokes(false)}
        />
      )}
    </section>
  );
}

/// What paper it is, and what came of it: whoever hands it in at its end is brought back here.
function Head({ paper }: { paper: ExamPaper }) {
  const { t } = useTranslation();
  const top = useRef<HTMLElement>(null);
  const isMarked = paper.state !== "drawn" && paper.state !== "lapsed";
  const right = paper.questions.filter((question) => question.right).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it is marked
  useEffect(() => {
    top.current?.scrollIntoView({ block: "nearest" });
  }, [paper.state]);
  return (
    <header className="case-top panel case-head" ref={top}>
      <div className="case-head-top">
        <PaperBadge kind="exam" state={paper.state} />
        {paper.state === "drawn" && (
          <span className="case-clock">
            {t("training.timeLeft")} <Due dueAt={paper.due_at} startedAt={paper.drawn_at} />
          </span>
        )}
      </div>
      <h2>{paper.exam_name}</h2>
      {isMarked && (
        <p className="exam-percent">
          <b>{paper.percent}%</b>{" "}
          {t("training.marked", {
            right,
            count: paper.questions.length,
            percent: paper.pass_percent,
          })}
        </p>
      )}
      {paper.state === "lapsed" && <p className="quiet">{t("training.lapsed")}</p>}
    </header>
  );
}

/// One paper: to be answered, or answered, with what is right and why.
export function ExamView({ id }: { id: string }) {
  const query = useQuery(examQuery(id));
  return (
    <Asked query={query} rows={10}>
      {(paper) => {
        const isMarked = paper.state !== "drawn" && paper.state !== "lapsed";
        return (
          <article className="case is-narrow exam" aria-label={paper.exam_name}>
            <Head paper={paper} />
            {paper.state === "passed" && <Certificate paper={paper} />}
            {paper.state === "drawn" && <Sitting paper={paper} />}
            {isMarked && (
              <ol className="marked">
                {paper.questions.map((question, at) => (
                  <Marked key={question.id} question={question} no={at + 1} />
                ))}
              </ol>
            )}
          </article>
        );
      }}
    </Asked>
  );
}
