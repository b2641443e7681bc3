import { useQuery } from "@tanstack/react-query";
import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { cityQuery, ladderQuery } from "@/api/queries";
import { cityIndex } from "@/shell/cityIndex";
import { Asked } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { DataList } from "@/ui/DataList";
import { Fact, Facts } from "@/ui/Fact";
import { Panel } from "@/ui/Panel";
import { Calendar, Catalogue, Clocks } from "./CityRules";

/// The rungs of supervision with what each asks for.
function LadderTable() {
  const { t } = useTranslation();
  const { limit } = useWords();
  const query = useQuery(ladderQuery);
  return (
    <Asked query={query} rows={4}>
      {({ items }) => (
        <table className="plain">
          <thead>
            <tr>
              <th>{t("paper.level")}</th>
              <th>{t("city.name")}</th>
              <th>{t("paper.title")}</th>
              <th>{t("list.due")}</th>
              <th>{t("city.effect")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((rung) => (
              <tr key={rung.level}>
                <td>{rung.level}</td>
                <td>{rung.name}</td>
                <td>{rung.document_label}</td>
                <td>{rung.limit.amount > 0 ? limit(rung.limit) : "—"}</td>
                <td>{rung.effect}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Asked>
  );
}

/// The city as data, in the version that decides now.
export default function CityPage() {
  const { t } = useTranslation();
  const { label } = useWords();
  const [search, setSearch] = useSearchParams();
  const query = useQuery(cityQuery);
  return (
    <Asked query={query}>
      {(city) => {
        const index = cityIndex(city);
        return (
          <div className="city">
            <Panel title={city.name}>
              <Facts>
                <Fact name={t("city.version")}>
                  <code>{city.version}</code>
                </Fact>
                <Fact name={t("city.hotline")}>{index.unitName(city.hotline_unit)}</Fact>
                <Fact name={t("city.units")}>{city.units.length}</Fact>
                <Fact name={t("city.categories")}>{city.categories.length}</Fact>
                <Fact name={t("city.places")}>{city.places.length}</Fact>
                <Fact name={t("city.reasons")}>{city.decline_reasons.length}</Fact>
              </Facts>
            </Panel>
            <Tabs
              className="panel grow"
              activeKey={search.get("tab") ?? "units"}
              onChange={(tab) => setSearch({ tab }, { replace: true })}
              items={[
                {
                  key: "units",
                  label: t("city.units"),
                  children: (
                    <DataList
                      label={t("city.units")}
                      rows={city.units}
                      rowKey={(unit) => unit.code}
                      columns={[
                        { key: "code", title: t("city.code"), width: "120px", render: (unit) => unit.code },
                        { key: "name", title: t("city.name"), width: "2fr", render: (unit) => unit.name },
                        {
                          key: "parent",
                          title: t("city.parent"),
                          width: "1fr",
                          render: (unit) => unit.parent && index.unitName(unit.parent),
                        },
                        {
                          key: "place",
                          title: t("case.place"),
                          width: "1fr",
                          render: (unit) => unit.place && index.placeName(unit.place),
                        },
                      ]}
                    />
                  ),
                },
                {
                  key: "categories",
                  label: t("city.categories"),
                  children: (
                    <DataList
                      label={t("city.categories")}
                      rows={city.categories}
                      rowKey={(category) => category.code}
                      columns={[
                        { key: "code", title: t("city.code"), width: "100px", render: (each) => each.code },
                        {
                          key: "level1",
                          title: t("city.level1"),
                          width: "1fr",
                          render: (each) => each.level1,
                        },
                        {
                          key: "level2",
                          title: t("city.level2"),
                          width: "1fr",
                          render: (each) => each.level2,
                        },
                        { key: "name", title: t("case.category"), width: "2fr", render: (each) => each.name },
                        {
                          key: "type",
                          title: t("desk.type"),
                          width: "100px",
                          render: (each) => label("request_type", each.usual_type),
                        },
                        {
                          key: "urgent",
                          title: t("desk.urgency"),
                          width: "90px",
                          render: (each) => each.urgent && <Badge tone="red">{t("case.urgent")}</Badge>,
                        },
                      ]}
                    />
                  ),
                },
                { key: "catalogue", label: t("city.catalogue"), children: <Catalogue /> },
                { key: "clocks", label: t("city.clocks"), children: <Clocks /> },
                { key: "calendar", label: t("city.calendar"), children: <Calendar /> },
                { key: "ladder", label: t("city.ladder"), children: <LadderTable /> },
                {
                  key: "reasons",
                  label: t("city.reasons"),
                  children: (
                    <table className="plain">
                      <thead>
                        <tr>
                          <th>{t("city.name")}</th>
                          <th>{t("city.explanation")}</th>
                          <th>{t("case.properChannel")}</th>
                        </tr>
                      </thead>
                      <tbody>
                        {city.decline_reasons.map((reason) => (
                          <tr key={reason.code}>
                            <td>{reason.name}</td>
                            <td>{reason.explanation}</td>
                            <td>{reason.proper_channel}</td>
                          </tr>
                        ))}
                      </tbody>
                    </table>
                  ),
                },
              ]}
            />
          </div>
        );
      }}
    </Asked>
  );
}
