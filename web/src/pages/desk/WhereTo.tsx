import type { UseQueryResult } from "@tanstack/react-query";
import { Checkbox, Segmented } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { RouteLine } from "@/pages/queue/Proposal";
import { CategorySelect, PlaceSelect, UnitSelect } from "@/shell/CitySelect";
import { useWords } from "@/text/words";
import { Kbd } from "@/ui/Kbd";
import { Panel } from "@/ui/Panel";
import { Danger, Parts } from "./Advice";
import type { DeskDraft } from "./deskDraft";
import { PointPicker } from "./PointPicker";

interface Props {
  draft: DeskDraft;
  choose: (part: Partial<DeskDraft>) => void;
  advice: UseQueryResult<Schema["Proposal"]>;
  touched: Set<string>;
}

/// What kind of matter it is, where, and so whose. Advice is advice: each stays the agent's to change.
export function WhereTo({ draft, choose, advice, touched }: Props) {
  const { t } = useTranslation();
  const { city, label, errorText } = useWords();
  const id = useId();
  const guesses = advice.data?.guesses ?? [];
  const words = guesses.find((guess) => guess.category === draft.category)?.words ?? [];
  const advised = (field: string, value: string) => value !== "" && !touched.has(field);
  return (
    <Panel title={t("desk.whereTo")} extra={advice.isFetching ? t("desk.thinking") : null}>
      <Danger signals={advice.data?.signals ?? []} />
      <div className="grid-form">
        <span className="label">{t("desk.type")}</span>
        <Segmented
          aria-label={t("desk.type")}
          value={draft.type}
          onChange={(type) => choose({ type })}
          options={(city?.enums.request_type ?? []).map((each) => ({
            value: each.code as DeskDraft["type"],
            label: label("request_type", each.code),
          }))}
        />
        <label htmlFor={`${id}-category`}>{t("case.category")}</label>
        <div>
          <CategorySelect
            id={`${id}-category`}
            value={draft.category}
            onChange={(category) => choose({ category: (category as string | undefined) ?? "" })}
            placeholder={t("desk.categoryHint")}
          />
          {guesses.length > 0 && (
            <div className="guesses">
              {guesses.slice(0, 4).map((guess) => (
                <button
                  type="button"
                  key={guess.category}
                  aria-pressed={guess.category === draft.category}
                  onClick={() => choose({ category: guess.category })}
                >
                  {guess.category_name} <em>{Math.round(guess.probability * 100)}%</em>
                </button>
              ))}
              <Kbd keys="F2" />
            </div>
          )}
          {words.length > 0 ? (
            <small className="quiet">{t("desk.byWords", { words: words.join("、") })}</small>
          ) : (
            advised("category", draft.category) && <small className="quiet">{t("desk.byText")}</small>
          )}
        </div>
        <label htmlFor={`${id}-place`}>{t("case.place")}</label>
        <div>
          <PlaceSelect
            id={`${id}-place`}
            value={draft.place}
            onChange={(place) => choose({ place: (place as string | undefined) ?? "" })}
            placeholder={t("desk.placeHint")}
          />
          {advised("place", draft.place) && <small className="quiet">{t("desk.byText")}</small>}
          <PointPicker draft={draft} choose={choose} />
        </div>
        <span className="label">{t("desk.urgency")}</span>
        <Checkbox
          checked={draft.urgent ?? false}
          onChange={(event) => choose({ urgent: event.target.checked })}
        >
          {t("desk.urgent")}
        </Checkbox>
        <Parts parts={advice.data?.parts ?? []} />
        <span className="label">{t("proposal.title")}</span>
        <div aria-live="polite">
          {advice.error ? (
            <small className="quiet">{errorText(advice.error)}</small>
          ) : advice.data && draft.category ? (
            <RouteLine route={advice.data.route} />
          ) : (
            <small className="quiet">{t("desk.routeLater")}</small>
          )}
        </div>
        <label htmlFor={`${id}-lead`}>{t("desk.lead")}</label>
        <UnitSelect
          id={`${id}-lead`}
          value={draft.lead}
          onChange={(lead) => choose({ lead: (lead as string | undefined) ?? "" })}
          placeholder={t("desk.leadHint")}
        />
      </div>
    </Panel>
  );
}
