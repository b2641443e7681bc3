import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { RouteLine } from "@/pages/queue/Proposal";
import { CategorySelect, PlaceSelect } from "@/shell/CitySelect";
import { cityIndex } from "@/shell/cityIndex";
import { Asked } from "@/shell/Trouble";
import { fromField } from "@/text/time";
import { useTimes, useWords } from "@/text/words";
import { Badge, type Tone } from "@/ui/Badge";
import { placedUnit } from "./rules";

type Rule = Schema["CityRules"]["catalogue"][number];
type Verdict = Schema["RuleVerdict"];

const kTones: Record<Verdict, Tone> = {
  decides: "green",
  precedent: "amber",
  later: "grey",
  other_place: "grey",
  other_hours: "grey",
};

/// Each rule that speaks of such matters, in the catalogue's order, with what became of it.
function TriedRules({ tried, catalogue }: { tried: Schema["TriedRoute"]; catalogue: Rule[] }) {
  const { t } = useTranslation();
  const { city } = useWords();
  const index = cityIndex(city);
  const byId = new Map(catalogue.map((rule) => [rule.id, rule]));
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>{t("city.code")}</th>
          <th>{t("case.place")}</th>
          <th>{t("rules.hours")}</th>
          <th>{t("units.lead")}</th>
          <th>{t("rules.outcome")}</th>
        </tr>
      </thead>
      <tbody>
        {tried.rules.map(({ rule: id, verdict }) => {
          const rule = byId.get(id);
          return (
            <tr key={id} className={verdict === "decides" ? "is-chosen" : undefined}>
              <td>{id}</td>
              <td>{rule?.place ? index.placeName(rule.place) : t("rules.anywhere")}</td>
              <td>{t(`rules.at.${rule?.hours ?? "any"}`)}</td>
              <td>{rule && placedUnit(rule.lead, index.unitName, t as (key: string) => string)}</td>
              <td>
                <Badge tone={kTones[verdict]}>{t(`rules.verdict.${verdict}`)}</Badge>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/// Holds a matter against the catalogue: which rule fires, and why none of the others does.
export function TryCatalogue({ catalogue }: { catalogue: Rule[] }) {
  const { t } = useTranslation();
  const { offset } = useTimes();
  const [category, setCategory] = useState("");
  const [place, setPlace] = useState("");
  const [moment, setMoment] = useState("");
  const at = moment ? fromField(moment, offset) : undefined;
  const query = useQuery({
    queryKey: ["city", "route", category, place, at],
    queryFn: () =>
      ok(
        client.GET("/api/v1/city/route", { params: { query: { category, place: place || undefined, at } } }),
      ),
    enabled: category !== "",
  });
  return (
    <section className="try-catalogue" aria-label={t("city.try")}>
      <h3>{t("city.try")}</h3>
      <div className="toolbar">
        <CategorySelect
          value={category || undefined}
          placeholder={t("case.category")}
          onChange={(value) => setCategory((value as string) ?? "")}
        />
        <PlaceSelect
          value={place || undefined}
          placeholder={t("case.place")}
          onChange={(value) => setPlace((value as string) ?? "")}
        />
        <label className="day">
          {t("rules.moment")}{" "}
          <input
            type="datetime-local"
            className="time-field"
            value={moment}
            onChange={(event) => setMoment(event.target.value)}
          />
        </label>
      </div>
      {category === "" ? (
        <p className="quiet">{t("rules.tryHint")}</p>
      ) : (
        <Asked query={query} rows={2}>
          {(tried) => (
            <>
              <RouteLine route={tried.route} />
              <p className="quiet">{t(tried.is_working_time ? "rules.inHours" : "rules.offHours")}</p>
              <TriedRules tried={tried} catalogue={catalogue} />
            </>
          )}
        </Asked>
      )}
    </section>
  );
}
