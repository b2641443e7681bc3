import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { cityIndex } from "@/shell/cityIndex";
import { Asked } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { DataList } from "@/ui/DataList";
import { clockLines, clockOfDay, matterOf, placedUnit, workdayOf } from "./rules";
import { TryCatalogue } from "./TryCatalogue";
import "./city.css";

const rulesQuery = {
  queryKey: ["city", "rules"],
  queryFn: () => ok(client.GET("/api/v1/city/rules")),
  staleTime: 5 * 60_000,
};
type Rules = Schema["CityRules"];

/// How long each kind of request has, the plain limits first.
export function Clocks() {
  const { t } = useTranslation();
  const { label, limit, city } = useWords();
  const query = useQuery(rulesQuery);
  const index = cityIndex(city);
  const typesOf = (types: Schema["RequestType"][]) =>
    types.length === city?.enums.request_type.length
      ? t("rules.everyType")
      : types.map((type) => label("request_type", type)).join("、");
  const said = (value: Schema["Limit"]) => (value.amount > 0 ? limit(value) : "—");
  return (
    <Asked query={query}>
      {({ clocks }) => (
        <table className="plain">
          <thead>
            <tr>
              <th>{t("desk.type")}</th>
              <th>{t("rules.dispatch")}</th>
              <th>{t("rules.acknowledge")}</th>
              <th>{t("rules.contact")}</th>
              <th>{t("rules.return")}</th>
              <th>{t("rules.extension")}</th>
              <th>{t("rules.callback")}</th>
            </tr>
          </thead>
          <tbody>
            {clockLines(clocks).map(({ types, ...each }) => (
              <tr key={`${each.name}${types.join()}${each.urgent}`}>
                <td>
                  {each.name} {typesOf(types)} {each.urgent && <Badge tone="red">{t("case.urgent")}</Badge>}
                  {each.categories.length > 0 && (
                    <small className="quiet clock-of">
                      {" "}
                      {each.categories.map(index.categoryName).join("、")}
                    </small>
                  )}
                </td>
                <td>{said(each.dispatch)}</td>
                <td>{said(each.acknowledge)}</td>
                <td>{said(each.contact)}</td>
                <td>{said(each.return_within)}</td>
                <td>
                  {each.extension_count > 0
                    ? t("rules.times", { count: each.extension_count, limit: said(each.extension_max) })
                    : "—"}
                </td>
                <td>
                  {said(each.callback)}
                  {each.callback_percent < 100 && <span className="quiet"> {each.callback_percent}%</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Asked>
  );
}

function Day({ rules }: { rules: Rules }) {
  const { t } = useTranslation();
  const [day, setDay] = useState("");
  const found = day ? workdayOf(rules, day) : undefined;
  return (
    <p className="toolbar">
      <label className="day">
        {t("rules.askDay")}{" "}
        <input
          type="date"
          className="time-field"
          min={rules.calendar_first}
          max={rules.calendar_last}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      </label>
      {found && (
        <span>
          <Badge tone={found.isWork ? "green" : "grey"}>
            {t(found.isWork ? "rules.workday" : "rules.dayOff")}
          </Badge>{" "}
          {found.name}
        </span>
      )}
    </p>
  );
}

/// Working time, statutory days off and the weekend days that are worked instead.
export function Calendar() {
  const { t } = useTranslation();
  const query = useQuery(rulesQuery);
  return (
    <Asked query={query}>
      {(rules) => (
        <>
          <p>
            {t("rules.periods")}{" "}
            {rules.periods
              .map((each) => `${clockOfDay(each.from_minute)}–${clockOfDay(each.to_minute)}`)
              .join("、")}
            {" · "}
            {t("rules.known", { from: rules.calendar_first, to: rules.calendar_last })}
          </p>
          <Day rules={rules} />
          <DataList
            label={t("city.calendar")}
            rows={rules.days}
            rowKey={(each) => each.day}
            rowHeight={34}
            columns={[
              { key: "day", title: t("figures.day"), width: "140px", render: (each) => each.day },
              {
                key: "kind",
                title: t("list.state"),
                width: "120px",
                render: (each) => (
                  <Badge tone={each.is_work ? "green" : "grey"}>
                    {t(each.is_work ? "rules.worked" : "rules.dayOff")}
                  </Badge>
                ),
              },
              { key: "name", title: t("city.name"), width: "1fr", render: (each) => each.name },
            ]}
          />
        </>
      )}
    </Asked>
  );
}

/// Every rule of the catalogue in its order; the first that matches wins.
export function Catalogue() {
  const { t } = useTranslation();
  const { city } = useWords();
  const [text, setText] = useState("");
  const [duty, setDuty] = useState<"all" | "own">("all");
  const query = useQuery(rulesQuery);
  const index = cityIndex(city);
  const unit = (code: string) => placedUnit(code, index.unitName, t as (key: string) => string);
  return (
    <Asked query={query}>
      {({ catalogue }) => {
        const rows = catalogue
          .map((rule) => ({
            ...rule,
            about: matterOf(rule.category, city?.categories ?? [], t("rules.anything")),
            where: rule.place ? index.placeName(rule.place) : t("rules.anywhere"),
            who: unit(rule.lead),
          }))
          .filter((rule) => duty === "all" || rule.own_duty)
          .filter((rule) => `${rule.id}${rule.category}${rule.about}${rule.where}${rule.who}`.includes(text));
        return (
          <>
            <TryCatalogue catalogue={catalogue} />
            <div className="toolbar">
              <Input.Search
                className="filter-text"
                allowClear
                aria-label={t("rules.find")}
                placeholder={t("rules.find")}
                onChange={(event) => setText(event.target.value.trim())}
              />
              <Select
                aria-label={t("rules.duty")}
                value={duty}
                onChange={setDuty}
                popupMatchSelectWidth={false}
                options={(["all", "own"] as const).map((each) => ({
                  value: each,
                  label: t(`rules.${each}`),
                }))}
              />
            </div>
            <DataList
              label={t("city.catalogue")}
              rows={rows}
              rowKey={(rule) => rule.id}
              empty={t("form.nothingFound")}
              footer={<span>{t("rules.count", { count: rows.length })}</span>}
              columns={[
                { key: "id", title: t("city.code"), width: "110px", render: (rule) => rule.id },
                {
                  key: "about",
                  title: t("case.category"),
                  width: "minmax(140px, 1fr)",
                  render: (rule) => rule.about,
                },
                { key: "where", title: t("case.place"), width: "120px", render: (rule) => rule.where },
                {
                  key: "lead",
                  title: t("units.lead"),
                  width: "minmax(140px, 1fr)",
                  render: (rule) => (
                    <>
                      {rule.who} {rule.own_duty && <Badge tone="violet">{t("rules.own")}</Badge>}
                    </>
                  ),
                },
                {
                  key: "assisting",
                  title: t("units.assisting"),
                  width: "minmax(120px, 1fr)",
                  render: (rule) => rule.assisting.map(unit).join("、"),
                },
                {
                  key: "basis",
                  title: t("timeline.basis"),
                  width: "minmax(160px, 1.5fr)",
                  render: (rule) => <span title={rule.basis}>{rule.basis}</span>,
                },
              ]}
            />
          </>
        );
      }}
    </Asked>
  );
}
