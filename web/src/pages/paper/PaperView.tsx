import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { paperQuery } from "@/api/queries";
import { namesIn } from "@/api/readDocuments";
import { Moment } from "@/shell/CaseWords";
import { cityIndex } from "@/shell/cityIndex";
import { Asked } from "@/shell/Trouble";
import { Badge } from "@/ui/Badge";
import { Fact, Facts } from "@/ui/Fact";
import { Panel } from "@/ui/Panel";
import { DisciplineFile } from "./DisciplineFile";
import { PaperActions } from "./PaperActions";
import { PaperHead } from "./PaperHead";
import { PaperSteps } from "./PaperSteps";
import { usePaperWords } from "./PaperWords";
import { attendanceOf, factIn, isLadderKind, type Paper, textIn, unitsOf, visitsOf } from "./papers";
import { Tasks } from "./Tasks";
import "./paper.css";

interface Props {
  id: string;
  /// One column, beside a list.
  narrow?: boolean;
}

function Head({ paper, narrow }: { paper: Paper; narrow: boolean }) {
  const { t } = useTranslation();
  const words = usePaperWords();
  const { head } = paper;
  const units = unitsOf(paper, cityIndex(words.city).unitName);
  const title = `${words.kind(head.kind, head.kind_label)} ${head.number}`;
  return (
    <PaperHead paper={paper} title={narrow ? <Link to={`/documents/${head.id}`}>{title}</Link> : title}>
      {units && <span>{units}</span>}
      {isLadderKind(head.kind) && (
        <a href={`/api/v1/documents/${head.id}/print`} target="_blank" rel="noreferrer">
          {t("paper.print")}
        </a>
      )}
    </PaperHead>
  );
}

/// A passage of the paper under its heading; nothing where nothing was written.
function Passage({ title, text, by }: { title: string; text: string; by?: string }) {
  if (!text) return null;
  return (
    <Panel title={title} extra={by}>
      <p className="narrative">{text}</p>
    </Panel>
  );
}

function Grounds({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  const words = usePaperWords();
  const index = cityIndex(words.city);
  const nameOf = namesIn(paper);
  const { head, body } = paper;
  const level = (body as { level?: number }).level ?? 0;
  const sentBack = (body as { sent_back?: number }).sent_back ?? 0;
  const trigger = factIn(paper, "trigger");
  const to = factIn(paper, "to");
  const meetsAt = factIn(paper, "meets_at");
  const outcome = factIn(paper, "outcome");
  const free = t as (key: string) => string;
  return (
    <Panel title={t("paper.facts")}>
      <Facts columns={1}>
        <Fact name={t("paper.cases")}>
          {head.cases.map((id) => (
            <Link key={id} to={`/cases/${id}`} className="number apart">
              {id}
            </Link>
          ))}
        </Fact>
        <Fact name={t("paper.units")}>{unitsOf(paper, index.unitName)}</Fact>
        <Fact name={t("paper.why")}>{trigger && words.trigger(trigger)}</Fact>
        <Fact name={t("paper.level")}>{level > 0 && t("paper.levelOf", { level })}</Fact>
        <Fact name={t("paper.raisedTo")}>{to && index.unitName(to)}</Fact>
        <Fact name={t("paper.signatory")}>
          {factIn(paper, "signatory") && nameOf(factIn(paper, "signatory"))}
        </Fact>
        <Fact name={t("paper.meetsAt")}>{meetsAt && <Moment at={meetsAt} />}</Fact>
        <Fact name={t("paper.sentBack")}>{sentBack > 0 && t("paper.times", { count: sentBack })}</Fact>
        <Fact name={t("field.referral_close.outcome")}>{outcome && free(`paper.outcome.${outcome}`)}</Fact>
        <Fact name={t("paper.closedAt")}>{head.closed_at && <Moment at={head.closed_at} />}</Fact>
      </Facts>
    </Panel>
  );
}

function Visits({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  const visits = visitsOf(paper);
  if (visits.length === 0) return null;
  const nameOf = namesIn(paper);
  return (
    <Panel title={t("paper.visits")}>
      {visits.map((visit) => (
        <div className="visit" key={`${visit.at}${visit.findings}`}>
          <p>
            <Badge tone={visit.confirmed ? "green" : "red"}>
              {t(visit.confirmed ? "paper.confirmed" : "paper.notConfirmed")}
            </Badge>{" "}
            <Moment at={visit.at} /> <span className="quiet">{visit.visitors.map(nameOf).join("、")}</span>
          </p>
          <p>{visit.findings}</p>
        </div>
      ))}
    </Panel>
  );
}

function Attendance({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  const words = usePaperWords();
  const index = cityIndex(words.city);
  const rows = attendanceOf(paper);
  if (rows.length === 0) return null;
  return (
    <Panel title={t("paper.attendance")}>
      <ul className="attendance">
        {rows.map((row) => (
          <li key={row.unit}>
            <Badge tone={row.present ? "green" : "red"}>
              {t(row.present ? "paper.present" : "paper.absent")}
            </Badge>{" "}
            {index.unitName(row.unit)} <span className="quiet">{row.person}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Body({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  const nameOf = namesIn(paper);
  const by = (name: string) => factIn(paper, name) && nameOf(factIn(paper, name));
  switch (paper.head.kind) {
    case "supervision_order":
      return (
        <>
          <Passage title={t("paper.demand")} text={textIn(paper, "demand")} />
          <Passage
            title={t("paper.answer")}
            text={textIn(paper, "text", "order_answered")}
            by={by("answered_by") && t("paper.signedBy", { name: by("answered_by") })}
          />
          <Passage title={t("paper.sentBackWhy")} text={textIn(paper, "reason", "order_sent_back")} />
          <Visits paper={paper} />
        </>
      );
    case "joint_conference":
      return (
        <>
          <Passage title={t("paper.agenda")} text={textIn(paper, "agenda")} />
          <Attendance paper={paper} />
          <Passage title={t("paper.minutes")} text={textIn(paper, "text", "conference_minuted")} />
          <Tasks paper={paper} />
        </>
      );
    case "raise":
      return (
        <>
          <Passage title={t("paper.reason")} text={textIn(paper, "reason", "raise_opened")} />
          <Passage
            title={t("paper.instruction")}
            text={textIn(paper, "text", "raise_instructed")}
            by={by("instructed_by")}
          />
          <Passage
            title={t("paper.answer")}
            text={textIn(paper, "text", "raise_answered")}
            by={by("answered_by")}
          />
        </>
      );
    case "discipline_referral":
      return (
        <>
          <Passage title={t("paper.grounds")} text={textIn(paper, "grounds")} />
          <Passage title={t("paper.reply")} text={textIn(paper, "reply")} />
          <Passage title={t("paper.findings")} text={textIn(paper, "text", "referral_closed")} />
          {paper.head.state !== "proposed" && <DisciplineFile id={paper.head.id} />}
        </>
      );
    default:
      return null;
  }
}

export function PaperView({ id, narrow = false }: Props) {
  const { t } = useTranslation();
  const query = useQuery(paperQuery(id));
  return (
    <Asked query={query} rows={10}>
      {(paper) => (
        <article className={narrow ? "case is-narrow" : "case"} aria-label={paper.head.number || id} key={id}>
          <div className="case-top panel">
            <Head paper={paper} narrow={narrow} />
            <PaperActions paper={paper} />
          </div>
          <div className={narrow ? "paper-column" : "paper-columns"}>
            <div>
              <Body paper={paper} />
            </div>
            <div>
              <Grounds paper={paper} />
              <Panel title={t("timeline.title")}>
                <PaperSteps paper={paper} />
              </Panel>
            </div>
          </div>
        </article>
      )}
    </Asked>
  );
}
