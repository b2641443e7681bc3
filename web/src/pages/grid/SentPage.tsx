import { useQuery } from "@tanstack/react-query";
import { Button, Popconfirm, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { ApiError } from "@/api/errors";
import { caseQuery } from "@/api/queries";
import { Moment, StateBadge } from "@/shell/CaseWords";
import { Nothing } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Badge, type Tone } from "@/ui/Badge";
import type { Entry, ReportEntry } from "./outbox";
import { useOutbox } from "./outboxContext";

const kTone: Record<Entry["state"], Tone> = {
  draft: "grey",
  waiting: "amber",
  refused: "red",
  sent: "green",
};

const titleOf = (entry: Entry) => (entry.kind === "report" ? entry.draft.content : entry.title).trim();
const timeOf = (entry: Entry) => new Date(entry.changedAt).toISOString();

/// What became of a report: only where this person's unit has a part in it is there more to see than its number.
function Became({ entry }: { entry: ReportEntry }) {
  const { t } = useTranslation();
  const query = useQuery({ ...caseQuery(entry.answer?.id ?? ""), enabled: !!entry.answer, retry: false });
  if (!entry.answer) return null;
  const { id, lead_name } = entry.answer;
  return (
    <p className="grid-became">
      {query.data ? <Link to={`/cases/${id}`}>{id}</Link> : <span className="number">{id}</span>}
      {query.data && <StateBadge state={query.data.state} label={query.data.state_label} />}
      {lead_name && <span className="quiet">{t("grid.wentTo", { unit: lead_name })}</span>}
    </p>
  );
}

function Card({ entry, children }: { entry: Entry; children?: ReactNode }) {
  const { t } = useTranslation();
  const { sending } = useOutbox();
  return (
    <li className="grid-card is-plain">
      <span className="grid-card-top">
        <Badge tone={kTone[entry.state]}>
          {sending === entry.id ? t("grid.sending") : t(`grid.state.${entry.state}`)}
        </Badge>
        {entry.photos.length > 0 && (
          <small className="quiet">{t("grid.photoCount", { count: entry.photos.length })}</small>
        )}
        <small className="quiet">
          <Moment at={timeOf(entry)} />
        </small>
      </span>
      <b className="grid-card-text">{titleOf(entry) || t("case.untitled")}</b>
      {children}
    </li>
  );
}

function One({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const { errorText } = useWords();
  const { edit, drop, sending, tryNow, isOnline } = useOutbox();
  const go = useNavigate();
  const formPath = entry.kind === "report" ? "/grid/report" : `/grid/tasks/${entry.task}`;
  const why =
    entry.error &&
    errorText(new ApiError(entry.error.status, entry.error.code, entry.error.message, entry.error.args, ""));
  if (entry.state === "sent") {
    return (
      <Card entry={entry}>
        {entry.kind === "report" ? (
          <Became entry={entry} />
        ) : (
          <p className="quiet">{t(entry.answer?.sentBack ? "grid.sentBack" : "grid.taskDone")}</p>
        )}
      </Card>
    );
  }
  return (
    <Card entry={entry}>
      {entry.state === "waiting" && (
        <p className="quiet">{isOnline && why ? why : t(isOnline ? "grid.goesNow" : "grid.goesLater")}</p>
      )}
      {entry.state === "refused" && (
        <p role="alert" className="missing">
          {why}
        </p>
      )}
      <p className="grid-card-end">
        {entry.state === "waiting" && (
          <Button size="small" onClick={tryNow} loading={sending === entry.id}>
            {t("grid.tryNow")}
          </Button>
        )}
        {entry.state === "draft" && (
          <Button size="small" type="primary" onClick={() => void go(formPath)}>
            {t("grid.goOn")}
          </Button>
        )}
        {entry.state === "refused" && (
          <Button size="small" type="primary" onClick={() => void edit(entry).then(() => go(formPath))}>
            {t("grid.edit")}
          </Button>
        )}
        {entry.state !== "waiting" && (
          <Popconfirm
            title={t("grid.dropAsk")}
            okText={t("grid.drop")}
            cancelText={t("form.cancel")}
            onConfirm={() => void drop(entry)}
          >
            <Button size="small" danger>
              {t("grid.drop")}
            </Button>
          </Popconfirm>
        )}
      </p>
    </Card>
  );
}

/// What was written here: what waits, what was refused and why, what the city has.
export default function SentPage() {
  const { t } = useTranslation();
  const { entries, others } = useOutbox();
  if (!entries) return <Skeleton active className="waiting" />;
  const shown = [...entries].sort(
    (a, b) => Number(a.state === "sent") - Number(b.state === "sent") || b.changedAt - a.changedAt,
  );
  return (
    <section aria-label={t("grid.tab.sent")}>
      <h2 className="grid-title">{t("grid.sentTitle")}</h2>
      {others > 0 && <p className="quiet">{t("grid.others", { count: others })}</p>}
      {shown.length === 0 ? (
        <Nothing text={t("grid.nothingYet")} />
      ) : (
        <ul className="grid-cards">
          {shown.map((entry) => (
            <One key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </section>
  );
}
