import { useQueries, useQuery } from "@tanstack/react-query";
import { Button, Dropdown, Segmented, Select, Spin } from "antd";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { keys } from "@/api/queries";
import { useSession } from "@/api/session";
import { PartSelects } from "@/shell/PartSelects";
import { Asked, Nothing } from "@/shell/Trouble";
import { useThemeChoice } from "@/shell/themeContext";
import { type Changes, useAddress } from "@/shell/useAddress";
import { useTimes, useWords } from "@/text/words";
import { DayRange } from "@/ui/DayRange";
import { Panel } from "@/ui/Panel";
import { Drill, type Drilled } from "./Drill";
import {
  drawn,
  exportUrl,
  type GroupBy,
  groupOf,
  kDefaultMetric,
  kGroups,
  kPresets,
  kTiles,
  periodOf,
  type Question,
  questionOf,
  todayOf,
  trendOf,
  written,
} from "./figures";
import { Ranking } from "./Ranking";
import { useMetricName } from "./useMetricName";

const Chart = lazy(() => import("@/ui/Chart").then((module) => ({ default: module.Chart })));

type Metric = Schema["Metric"];

const metricsQuery = {
  queryKey: ["metrics"],
  queryFn: () => ok(client.GET("/api/v1/figures")),
  staleTime: 5 * 60_000,
};

const figureQuery = (metric: string, question: Question, groupBy: GroupBy) => ({
  queryKey: [...keys.lists, "figure", metric, question, groupBy],
  queryFn: () =>
    ok(
      client.GET("/api/v1/figures/{metric}", {
        params: { path: { metric }, query: { ...question, group_by: groupBy } },
      }),
    ),
});

interface BoardProps {
  question: Question;
  metric: Metric;
  set: (changes: Changes) => void;
}

function Filters({ question, set }: Omit<BoardProps, "metric">) {
  const { t } = useTranslation();
  const { now, offset } = useTimes();
  const today = todayOf(now, offset);
  const preset = kPresets.find((each) => {
    const { from, to } = periodOf(each, today);
    return from === question.from && to === question.to;
  });
  return (
    <form
      className="figures-filter panel"
      aria-label={t("cases.filters")}
      onSubmit={(e) => e.preventDefault()}
    >
      <Segmented
        value={preset ?? ""}
        onChange={(next) => set({ ...periodOf(next as (typeof kPresets)[number], today) })}
        options={kPresets.map((each) => ({ value: each as string, label: t(`figures.preset.${each}`) }))}
      />
      <DayRange
        label={(end) => t(`figures.${end}`)}
        of={(end) => question[end]}
        onChange={(end, day) => day && set({ [end]: day })}
      />
      <PartSelects of={(name) => question[name]} set={set} />
    </form>
  );
}

function Tiles({
  question,
  metrics,
  chosen,
  set,
}: Omit<BoardProps, "metric"> & { metrics: Metric[]; chosen: string }) {
  const nameOf = useMetricName();
  const shown = kTiles.flatMap((code) => metrics.find((metric) => metric.code === code) ?? []);
  const results = useQueries({ queries: shown.map((metric) => figureQuery(metric.code, question, "none")) });
  return (
    <div className="tiles">
      {shown.map((metric, place) => {
        const total = results[place]?.data?.total;
        return (
          <button
            type="button"
            key={metric.code}
            className={`tile panel ${metric.code === chosen ? "is-chosen" : ""}`}
            aria-pressed={metric.code === chosen}
            onClick={() => set({ metric: metric.code, part: null, line: null })}
          >
            <span>{nameOf(metric)}</span>
            <b>{total ? written(total, metric.shape) : "…"}</b>
            <small>
              {total && metric.shape === "rate"
                ? `${total.numerator.toLocaleString("en-US")} / ${total.denominator.toLocaleString("en-US")}`
                : " "}
            </small>
          </button>
        );
      })}
    </div>
  );
}

function Trend({ question, metric, set }: BoardProps) {
  const { t } = useTranslation();
  const { isDark } = useThemeChoice();
  const nameOf = useMetricName();
  const by = trendOf(question);
  const query = useQuery(figureQuery(metric.code, question, by));
  return (
    <Panel title={t("figures.trend", { name: nameOf(metric) })} extra={t(`figures.by.${by}`)}>
      <Asked query={query} rows={6}>
        {(figure) =>
          figure.lines.length === 0 ? (
            <Nothing text={t("figures.none")} />
          ) : (
            <Suspense fallback={<Spin className="map-wait" />}>
              <Chart
                label={t("figures.trend", { name: nameOf(metric) })}
                kind="line"
                isDark={isDark}
                top={metric.shape === "rate" ? 100 : undefined}
                points={figure.lines.map((line) => ({
                  name: line.name || line.group,
                  value: drawn(line.figure, metric.shape),
                  text: written(line.figure, metric.shape),
                }))}
                onPick={(at) => {
                  const line = figure.lines[at];
                  if (line && !metric.is_outside) set({ part: "numerator", line: line.group, by });
                }}
              />
            </Suspense>
          )
        }
      </Asked>
    </Panel>
  );
}

function Groups({ question, metric, set, group }: BoardProps & { group: GroupBy }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const query = useQuery(figureQuery(metric.code, question, group));
  const files = (["xlsx", "csv"] as const).map((format) => ({
    key: format,
    label: <a href={exportUrl(metric.code, question, group, format)}>{t(`cases.export.${format}`)}</a>,
  }));
  return (
    <Panel
      title={t("figures.ranking")}
      className="ranking"
      extra={
        <span className="pair">
          <Select
            aria-label={t("figures.group")}
            size="small"
            value={group}
            onChange={(next) => set({ group: next, part: null, line: null })}
            options={kGroups.map((each) => ({ value: each, label: t(`figures.by.${each}`) }))}
            popupMatchSelectWidth={false}
          />
          {may("export") && (
            <Dropdown menu={{ items: files }} trigger={["click"]}>
              <Button size="small">{t("cases.exportTitle")}</Button>
            </Dropdown>
          )}
        </span>
      }
    >
      <Asked query={query} rows={8}>
        {(figure) => (
          <Ranking
            figure={figure}
            metric={metric}
            onDrill={(part, line) => set({ part, line, by: line === null ? null : group })}
          />
        )}
      </Asked>
    </Panel>
  );
}

export function FigureBoard() {
  const { t } = useTranslation();
  const { isEnglish } = useWords();
  const { now, offset } = useTimes();
  const nameOf = useMetricName();
  const [search, set] = useAddress();
  const metrics = useQuery(metricsQuery);
  const today = todayOf(now, offset);
  const question = questionOf(search, today);
  const code = search.get("metric") ?? kDefaultMetric;
  const part = search.get("part");
  const drilled: Drilled | null =
    part === "numerator" || part === "denominator"
      ? { part, by: (search.get("by") as GroupBy | null) ?? "none", line: search.get("line") }
      : null;
  return (
    <Asked query={metrics} rows={10}>
      {({ items, excluded, excluded_en }) => {
        const metric = items.find((each) => each.code === code) ?? items[0];
        if (!metric) return <Nothing text={t("figures.none")} />;
        return (
          <>
            <Filters question={question} set={set} />
            <Tiles question={question} metrics={items} chosen={metric.code} set={set} />
            <div className="figures-metric panel">
              <Select
                aria-label={t("figures.metric")}
                value={metric.code}
                showSearch={{ optionFilterProp: "label" }}
                onChange={(next) => set({ metric: next, part: null, line: null })}
                options={items.map((each) => ({ value: each.code, label: nameOf(each) }))}
              />
              <p className="quiet">
                {isEnglish ? metric.formula_en : metric.formula} · {t("figures.excluded")}{" "}
                {isEnglish ? excluded_en : excluded}
              </p>
            </div>
            <div className="figures-two">
              <Trend question={question} metric={metric} set={set} />
              <Groups question={question} metric={metric} set={set} group={groupOf(search)} />
            </div>
            {drilled && (
              <Drill
                metric={metric}
                question={question}
                drilled={drilled}
                onClose={() => set({ part: null, line: null, by: null })}
              />
            )}
          </>
        );
      }}
    </Asked>
  );
}
