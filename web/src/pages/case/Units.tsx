import { Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { AssignmentBadge, Due, Moment } from "@/shell/CaseWords";
import { cityIndex } from "@/shell/cityIndex";
import { instantOf } from "@/text/time";
import { useTimes, useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { Panel } from "@/ui/Panel";
import { ClockWhy } from "./ClockWhy";

type Case = Schema["Case"];
type Clock = Schema["Clock"];

function ClockLine({ clock, onWhy }: { clock: Clock; onWhy: () => void }) {
  const { t } = useTranslation();
  const { label, limit } = useWords();
  const times = useTimes();
  const whole = instantOf(clock.due_at) - instantOf(clock.started_at);
  const end = clock.stopped_at ? instantOf(clock.stopped_at) : times.now;
  const used = whole > 0 ? Math.min(1, Math.max(0, (end - instantOf(clock.started_at)) / whole)) : 1;
  const runs = clock.outcome === "running";
  const name = label("clock_kind", clock.kind, clock.label);
  return (
    <li className={`clock clock-${clock.outcome}`}>
      <span className="clock-name">{name}</span>
      <span className="clock-bar" aria-hidden="true">
        <i
          style={{ width: `${used * 100}%` }}
          className={clock.paused ? "is-paused" : used >= 1 && runs ? "is-late" : ""}
        />
      </span>
      <span className="clock-word">
        {runs ? (
          <Due dueAt={clock.due_at} startedAt={clock.started_at} paused={clock.paused} />
        ) : (
          <Badge tone={clock.outcome === "met" ? "green" : clock.outcome === "missed" ? "red" : "grey"}>
            {label("clock_outcome", clock.outcome, clock.outcome_label)}
          </Badge>
        )}
      </span>
      <Button type="link" size="small" onClick={onWhy}>
        <span className="hidden-text">{t("clock.whyOf", { clock: name })}</span>
        <span className="quiet">{limit(clock.limit)}</span> <Moment at={clock.due_at} />
      </Button>
    </li>
  );
}

/// Who owes what until when. Every due time opens its explanation.
export function Units({ shown }: { shown: Case }) {
  const { t } = useTranslation();
  const { city } = useWords();
  const [why, setWhy] = useState<Clock | null>(null);
  const index = cityIndex(city);
  const line = (clock: Clock) => (
    <ClockLine
      key={`${clock.kind}.${clock.assignment}.${clock.started_at}`}
      clock={clock}
      onWhy={() => setWhy(clock)}
    />
  );
  return (
    <Panel title={t("units.title")}>
      {shown.clocks.length > 0 && <ul className="clocks">{shown.clocks.map(line)}</ul>}
      {shown.assignments.length === 0 && <p className="quiet">{t("units.none")}</p>}
      {shown.assignments.map((assignment) => (
        <article key={assignment.no} className="assignment">
          <header>
            <Badge tone={assignment.is_lead ? "blue" : "grey"}>
              {assignment.is_lead ? t("units.lead") : t("units.assisting")}
            </Badge>
            <b>{assignment.unit_name}</b>
            <AssignmentBadge state={assignment.state} label={assignment.state_label} />
          </header>
          <p className="assignment-sub quiet">
            {assignment.rule ? t("units.byRule", { rule: assignment.rule }) : t("units.byPerson")}
            {assignment.contacted && ` · ${t("units.contacted")}`}
            {assignment.redo_count > 0 && ` · ${t("case.redone", { count: assignment.redo_count })}`}
            {assignment.return_proposed &&
              ` · ${t("units.returnProposed", { unit: index.unitName(assignment.return_proposed) })}`}
          </p>
          <ul className="clocks">{assignment.clocks.map(line)}</ul>
          {assignment.extensions.map((extension) => (
            <p key={extension.asked_at} className="assignment-sub">
              {t(
                extension.granted === undefined
                  ? "units.extensionAsked"
                  : extension.granted
                    ? "units.extensionGranted"
                    : "units.extensionRefused",
                { amount: extension.asked.amount },
              )}{" "}
              <Moment at={extension.asked_at} />
            </p>
          ))}
        </article>
      ))}
      <Modal
        open={why !== null}
        onCancel={() => setWhy(null)}
        footer={null}
        width={640}
        title={t("clock.why")}
        destroyOnHidden
      >
        {why && <ClockWhy caseId={shown.id} clock={why} />}
      </Modal>
    </Panel>
  );
}
