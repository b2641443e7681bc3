import { App, Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schema } from "@/api/client";
import { Due, Moment, StateBadge, UrgentBadge } from "@/shell/CaseWords";
import { useWords } from "@/text/words";

type Case = Schema["Case"];

/// The clock that matters now: the one of the case that runs, else the lead's nearest.
export function clockNow(shown: Case): Schema["Clock"] | undefined {
  const all = [...shown.clocks, ...shown.assignments.flatMap((assignment) => assignment.clocks)];
  return all
    .filter((clock) => clock.outcome === "running" && clock.kind !== "archive")
    .sort((a, b) => Date.parse(a.due_at) - Date.parse(b.due_at))[0];
}

interface Props {
  shown: Case;
  linked?: boolean;
  /// Behind the marks: who else is here.
  children?: ReactNode;
}

export function CaseHead({ shown, linked = true, children }: Props) {
  const { t } = useTranslation();
  const { label } = useWords();
  const { message } = App.useApp();
  const clock = clockNow(shown);
  const title = shown.narrative?.title || shown.category_name || t("case.untitled");
  const copy = () =>
    navigator.clipboard
      ?.writeText(shown.id)
      .then(() => message.success(t("case.copied")))
      .catch(() => undefined);
  return (
    <header className="case-head">
      <div className="case-head-top">
        <StateBadge state={shown.state} label={shown.state_label} />
        <UrgentBadge urgent={shown.urgent} secret={shown.secret} />
        {shown.redo_count > 0 && (
          <span className="mark">{t("case.redone", { count: shown.redo_count })}</span>
        )}
        {shown.return_count > 0 && (
          <span className="mark">{t("case.returned", { count: shown.return_count })}</span>
        )}
        {children}
        {clock && (
          <span className="case-clock">
            {label("clock_kind", clock.kind, clock.label)}
            <Due dueAt={clock.due_at} startedAt={clock.started_at} paused={clock.paused} />
          </span>
        )}
      </div>
      <h2>{linked ? <Link to={`/cases/${shown.id}`}>{title}</Link> : title}</h2>
      <p className="case-sub">
        <Button
          type="link"
          size="small"
          className="number"
          onClick={() => void copy()}
          title={t("case.copy")}
        >
          {shown.id}
        </Button>
        <span>{label("request_type", shown.type, shown.type_label)}</span>
        <span>{shown.category_name || t("case.noCategory")}</span>
        <span>{label("channel", shown.channel, shown.channel_label)}</span>
        <span>
          <Moment at={shown.opened_at} />
        </span>
      </p>
    </header>
  );
}
