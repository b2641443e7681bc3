import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { instantOf, urgencyOf } from "@/text/time";
import { useTimes, useWords } from "@/text/words";
import { Badge, type Tone } from "@/ui/Badge";

const kStateTone: Record<string, Tone> = {
  registered: "blue",
  awaiting_supplement: "amber",
  decline_review: "violet",
  declined: "grey",
  answered_at_desk: "green",
  handed_over: "red",
  dispatched: "cyan",
  handling: "blue",
  return_review: "violet",
  answer_review: "violet",
  callback: "amber",
  finished: "green",
  merged: "grey",
  voided: "grey",
  archived: "grey",
};
const kAssignmentTone: Record<string, Tone> = {
  sent: "cyan",
  handling: "blue",
  return_review: "violet",
  finished: "green",
  returned: "grey",
  withdrawn: "grey",
};

export function StateBadge({ state, label }: { state: Schema["CaseState"]; label?: string }) {
  const words = useWords();
  return <Badge tone={kStateTone[state] ?? "grey"}>{words.label("case_state", state, label)}</Badge>;
}

export function AssignmentBadge({ state, label }: { state: Schema["AssignmentState"]; label?: string }) {
  const words = useWords();
  return (
    <Badge tone={kAssignmentTone[state] ?? "grey"}>{words.label("assignment_state", state, label)}</Badge>
  );
}

export function UrgentBadge({ urgent, secret }: { urgent: boolean; secret?: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {urgent && <Badge tone="red">{t("case.urgent")}</Badge>}
      {secret && <Badge tone="violet">{t("case.secret")}</Badge>}
    </>
  );
}

interface DueProps {
  dueAt: string | undefined;
  startedAt?: string;
  paused?: boolean;
  /// When the clock has stopped: nothing is counted any more.
  outcome?: string;
}

/// How long there is left, in words and colour; the whole date on hover.
export function Due({ dueAt, startedAt, paused }: DueProps) {
  const { t } = useTranslation();
  const { span } = useWords();
  const times = useTimes();
  if (!dueAt) return <span className="quiet">—</span>;
  const left = instantOf(dueAt) - times.now;
  const urgency = paused ? "calm" : urgencyOf(dueAt, times.now, startedAt);
  const text = paused
    ? t("clock.paused")
    : left < 0
      ? t("clock.late", { span: span(left) })
      : t("clock.left", { span: span(left) });
  return (
    <Tooltip title={t("clock.dueAt", { time: times.long(dueAt) })}>
      <time className={`due due-${urgency}`} dateTime={dueAt}>
        {text}
      </time>
    </Tooltip>
  );
}

export function Moment({ at }: { at: string | undefined }) {
  const times = useTimes();
  if (!at) return <span className="quiet">—</span>;
  return (
    <time dateTime={at} title={times.long(at)} className="moment">
      {times.short(at)}
    </time>
  );
}
