import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { timelineQuery } from "@/api/queries";
import { Moment } from "@/shell/CaseWords";
import { useWords } from "@/text/words";
import { Fact, Facts } from "@/ui/Fact";
import { LongText } from "@/ui/LongText";
import { Panel } from "@/ui/Panel";

const kAnswers = new Set(["assignment_finished", "answered_at_desk", "answer_imported"]);

/// What was answered last, for those who judge it or ask the citizen about it.
export function Answer({ shown }: { shown: Schema["Case"] }) {
  const { data } = useQuery(timelineQuery(shown.id));
  const line = data?.items.findLast((each) => kAnswers.has(each.kind));
  return line ? <GivenAnswer line={line} /> : null;
}

/// One answer: what was said, done and found, by whom and when.
export function GivenAnswer({ line }: { line: Schema["TimelineLine"] }) {
  const { t } = useTranslation();
  const { label } = useWords();
  const said = line.data as { substantiated?: string; solved?: string; caller_contacted?: boolean };
  return (
    <Panel
      title={t("answer.title")}
      extra={
        <>
          {line.actor.unit_name || line.actor.name} · <Moment at={line.at} />
        </>
      }
    >
      <LongText
        className="narrative"
        label={t("answer.title")}
        text={line.texts.reply ?? line.texts.answer ?? t("checks.noText")}
      />
      <Facts>
        <Fact name={t("answer.done")}>{line.texts.done}</Fact>
        <Fact name={t("timeline.substantiated")}>
          {said.substantiated && label("verdict", said.substantiated)}
        </Fact>
        <Fact name={t("timeline.solved")}>{said.solved && label("verdict", said.solved)}</Fact>
        <Fact name={t("timeline.callerContacted")}>
          {said.caller_contacted !== undefined && t(said.caller_contacted ? "form.yes" : "form.no")}
        </Fact>
      </Facts>
    </Panel>
  );
}
