import { Input, Radio, Select } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { ArticleSelect } from "@/shell/ArticleSelect";
import { useWords } from "@/text/words";
import { Kbd } from "@/ui/Kbd";
import { Panel } from "@/ui/Panel";
import type { DeskDraft, Outcome } from "./deskDraft";

const kOutcomes: { value: Outcome; key: string }[] = [
  { value: "dispatch", key: "D" },
  { value: "answer", key: "A" },
  { value: "handOver", key: "H" },
  { value: "decline", key: "X" },
];
const kMove: (typeof kOutcomes)[number] = { value: "move", key: "M" };

interface Props {
  draft: DeskDraft;
  change: (part: Partial<DeskDraft>) => void;
  /// Another way to end the call.
  end: (outcome: Outcome) => void;
  lacking: boolean;
  route: Schema["Route"] | undefined;
}

/// How the call ends: with a unit, with an answer, with 110, or with the right way to go instead.
export function OutcomeForm({ draft, change, end, lacking, route }: Props) {
  const { t } = useTranslation();
  const { city } = useWords();
  const id = useId();
  const { outcome } = draft;
  const moves = city?.categories.some((each) => each.move_car) ?? false;
  const reason = city?.decline_reasons.find((each) => each.code === draft.reason);
  const chosen = city?.units.find((each) => each.code === draft.lead)?.name;
  const unit = chosen ?? (draft.category ? route?.lead_name : undefined);
  const bad = (isEmpty: boolean) => (lacking && isEmpty ? ("error" as const) : undefined);
  return (
    <Panel title={t("desk.outcome")} className="grow">
      <Radio.Group
        className="outcomes"
        optionType="button"
        buttonStyle="solid"
        aria-label={t("desk.outcome")}
        value={outcome}
        onChange={(event) => end(event.target.value as Outcome)}
        options={[...kOutcomes, ...(moves ? [kMove] : [])].map(({ value, key }) => ({
          value,
          label: (
            <>
              {t(`desk.outcomes.${value}`)} <Kbd keys={`Alt ${key}`} />
            </>
          ),
        }))}
      />
      {outcome === "dispatch" && (
        <p className="outcome-text">{unit ? t("desk.willGo", { unit }) : t("desk.willGoUnknown")}</p>
      )}
      {outcome === "move" && (
        <div className="stack">
          <label htmlFor={`${id}-plate`}>
            {t("field.request_move.plate")}
            <span className="must"> *</span>
          </label>
          <Input
            id={`${id}-plate`}
            className="plate"
            value={draft.plate}
            status={bad(!draft.plate.trim())}
            maxLength={20}
            autoComplete="off"
            onChange={(event) => change({ plate: event.target.value.toUpperCase() })}
          />
          <p className="quiet">{t("desk.moveHint")}</p>
        </div>
      )}
      {outcome === "answer" && (
        <div className="stack">
          <label htmlFor={`${id}-article`}>{t("field.answer_at_desk.article")}</label>
          <ArticleSelect
            id={`${id}-article`}
            value={draft.article}
            about={draft.narrative.content}
            category={draft.category}
            onChange={(article) => change({ article })}
            onPick={(picked) => {
              if (!draft.answer.trim()) change({ answer: picked.spoken });
              // What is picked is said next; and a select would keep Ctrl+Enter to itself.
              document.getElementById(`${id}-answer`)?.focus();
            }}
          />
          <label htmlFor={`${id}-answer`}>
            {t("field.answer_at_desk.answer")}
            <span className="must"> *</span>
          </label>
          <Input.TextArea
            id={`${id}-answer`}
            value={draft.answer}
            status={bad(!draft.answer.trim())}
            maxLength={10_000}
            autoSize={{ minRows: 5, maxRows: 12 }}
            onChange={(event) => change({ answer: event.target.value })}
          />
        </div>
      )}
      {outcome === "handOver" && (
        <div className="stack">
          <label htmlFor={`${id}-target`}>
            {t("field.hand_over.target")}
            <span className="must"> *</span>
          </label>
          <Select
            id={`${id}-target`}
            value={draft.target || undefined}
            status={bad(!draft.target)}
            showSearch={{ optionFilterProp: "label" }}
            onChange={(target) => change({ target })}
            options={(city?.hand_over_targets ?? []).map((each) => ({ value: each.code, label: each.name }))}
          />
          <label htmlFor={`${id}-note`}>{t("field.hand_over.note")}</label>
          <Input.TextArea
            id={`${id}-note`}
            value={draft.note}
            maxLength={10_000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(event) => change({ note: event.target.value })}
          />
        </div>
      )}
      {outcome === "decline" && (
        <div className="stack">
          <label htmlFor={`${id}-reason`}>
            {t("field.decline.reason")}
            <span className="must"> *</span>
          </label>
          <Select
            id={`${id}-reason`}
            value={draft.reason || undefined}
            status={bad(!draft.reason)}
            showSearch={{ optionFilterProp: "label" }}
            onChange={(next) => change({ reason: next })}
            options={(city?.decline_reasons ?? []).map((each) => ({ value: each.code, label: each.name }))}
          />
          {reason && (
            <div className="say-this">
              <p>{reason.explanation}</p>
              <p>
                <b>{t("case.properChannel")}</b> {reason.proper_channel}
              </p>
              {reason.needs_approval && <p className="quiet">{t("desk.needsApproval")}</p>}
            </div>
          )}
          <label htmlFor={`${id}-explanation`}>{t("field.decline.explanation")}</label>
          <Input.TextArea
            id={`${id}-explanation`}
            value={draft.note}
            maxLength={10_000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(event) => change({ note: event.target.value })}
          />
        </div>
      )}
    </Panel>
  );
}
