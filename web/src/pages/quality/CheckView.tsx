import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { caseQuery, timelineQuery } from "@/api/queries";
import { GivenAnswer } from "@/pages/case/Answer";
import { Due, Moment } from "@/shell/CaseWords";
import { cityIndex } from "@/shell/cityIndex";
import { Asked } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { Fact, Facts } from "@/ui/Fact";
import { LongText } from "@/ui/LongText";
import { Panel } from "@/ui/Panel";
import { CheckBadge } from "./CheckBadge";
import { AppealForm, DecideForm, ScoreForm } from "./CheckForms";
import { type CheckSheet, checkQuery } from "./queries";

/// What came in, as it was taken down.
function Matter({ id }: { id: string }) {
  const { t } = useTranslation();
  const { city, label } = useWords();
  const index = cityIndex(city);
  const query = useQuery(caseQuery(id));
  return (
    <Asked query={query}>
      {(shown) => (
        <Panel title={t("case.matter")} extra={<Link to={`/cases/${id}`}>{id}</Link>}>
          <h3 className="check-title">{shown.narrative?.title}</h3>
          <LongText
            className="narrative"
            label={t("case.matter")}
            text={shown.narrative?.content ?? t("checks.noText")}
          />
          <Facts>
            <Fact name={t("case.category")}>{index.categoryName(shown.category)}</Fact>
            <Fact name={t("case.place")}>{shown.place_name}</Fact>
            <Fact name={t("checks.type")}>{label("request_type", shown.type)}</Fact>
            <Fact name={t("case.urgent")}>{t(shown.urgent ? "form.yes" : "form.no")}</Fact>
          </Facts>
        </Panel>
      )}
    </Asked>
  );
}

/// The answer that is judged, which need not be the newest.
function JudgedAnswer({ id, seq }: { id: string; seq: number }) {
  const { t } = useTranslation();
  return (
    <Asked query={useQuery(timelineQuery(id))}>
      {({ items }) => {
        const line = items.find((each) => each.seq === seq);
        return line ? <GivenAnswer line={line} /> : <p className="quiet">{t("checks.noText")}</p>;
      }}
    </Asked>
  );
}

/// What was given for what, and why.
function Marks({ sheet }: { sheet: CheckSheet }) {
  const { t } = useTranslation();
  return (
    <Panel
      title={t("checks.marks")}
      extra={
        <>
          {sheet.scored_by_name} · <Moment at={sheet.scored_at} />
        </>
      }
    >
      <ul className="marks">
        {sheet.items.map((item) => {
          const isLost = item.points !== undefined && item.points < item.points_max;
          return (
            <li key={item.criterion} className={isLost ? "is-lost" : ""}>
              <span>
                {item.name} {item.fatal && <Badge tone="red">{t("checks.fatal")}</Badge>}
              </span>
              <b>
                {item.points} / {item.points_max}
              </b>
              {item.reason && <p>{item.reason}</p>}
            </li>
          );
        })}
      </ul>
      <Facts columns={1}>
        <Fact name={t("checks.note")}>{sheet.note}</Fact>
        <Fact name={t("checks.firstScore")}>{sheet.first_score}</Fact>
        <Fact name={t("checks.appeal")}>
          {sheet.appeal && (
            <>
              {sheet.appeal} <small className="quiet">{sheet.appealed_by_name}</small>
            </>
          )}
        </Fact>
        <Fact name={t("checks.ruling")}>
          {sheet.ruling && (
            <>
              {sheet.ruling} <small className="quiet">{sheet.decided_by_name}</small>
            </>
          )}
        </Fact>
      </Facts>
    </Panel>
  );
}

function Head({ sheet }: { sheet: CheckSheet }) {
  const { t } = useTranslation();
  const { check, lot } = sheet;
  return (
    <header className="case-top panel case-head">
      <div className="case-head-top">
        <CheckBadge state={check.state} />
        <Badge tone="grey">{t(`checks.cause.${check.cause}`)}</Badge>
        {check.missed && <Badge tone="red">{t("checks.missed")}</Badge>}
        {check.due_at && (
          <span className="case-clock">
            <Due dueAt={check.due_at} startedAt={check.drawn_at} />
          </span>
        )}
      </div>
      <h2>
        {t(`checks.subject.${check.subject}`)} · {check.category_name}
      </h2>
      {check.score !== undefined && (
        <p className="check-score">
          <b>{check.score}</b> {t("checks.ofHundred")}
        </p>
      )}
      <p className="case-sub">
        <span>{check.person_name}</span>
        <span>{check.unit_name}</span>
        {lot && (
          <span title={lot.root}>
            {t("checks.lot", { from: lot.from, to: lot.to })} {lot.root.slice(0, 12)}…
          </span>
        )}
      </p>
    </header>
  );
}

/// One check: the work, and its score sheet.
export function CheckView({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useQuery(checkQuery(id));
  return (
    <Asked query={query} rows={10}>
      {(sheet) => {
        const { check } = sheet;
        return (
          <article className="case is-narrow" aria-label={t(`checks.subject.${check.subject}`)}>
            <Head sheet={sheet} />
            <Matter id={check.about} />
            {check.subject === "answer" && <JudgedAnswer id={check.about} seq={check.seq} />}
            {check.state !== "drawn" && <Marks sheet={sheet} />}
            {check.may_score && <ScoreForm sheet={sheet} />}
            {check.may_decide && <DecideForm sheet={sheet} />}
            {check.may_appeal && <AppealForm sheet={sheet} />}
          </article>
        );
      }}
    </Asked>
  );
}
