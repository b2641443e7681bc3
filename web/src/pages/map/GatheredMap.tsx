import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import type { FeatureCollection } from "geojson";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { client, ok } from "@/api/client";
import { keys } from "@/api/queries";
import { kPresets, periodOf, questionOf, todayOf } from "@/pages/figures/figures";
import { CityMap, mapQuery } from "@/shell/CityMap";
import { CategorySelect, PlaceSelect } from "@/shell/CitySelect";
import { Asked, Nothing } from "@/shell/Trouble";
import { useAddress } from "@/shell/useAddress";
import { useTimes, useWords } from "@/text/words";
import { CellPeople } from "./CellPeople";
import { gathered, type Level, middleOf } from "./heat";

const kLevels: Level[] = ["street", "district"];
const kCounted = ["cases_registered", "overdue_open", "repeat_rate"] as const;
const kZoom = { district: 11.5, street: 13, community: 14.5 } as const;

/// Where cases gather, who stands there, what lies behind each number.
export function GatheredMap({ shows }: { shows: ReactNode }) {
  const { t } = useTranslation();
  const { city } = useWords();
  const { now, offset } = useTimes();
  const [search, set] = useAddress({ replace: true });
  const question = questionOf(search, todayOf(now, offset));
  const level = kLevels.find((each) => each === search.get("level")) ?? "street";
  const metric = kCounted.find((each) => each === search.get("metric")) ?? "cases_registered";
  const place = search.get("at") ?? "";
  const lon = Number(search.get("lon"));
  const lat = Number(search.get("lat"));
  const point = useMemo(() => (lon && lat ? { lon, lat } : undefined), [lon, lat]);
  const shapes = useQuery(mapQuery);
  const figure = useQuery({
    queryKey: [...keys.lists, "figure", metric, question, level],
    queryFn: () =>
      ok(
        client.GET("/api/v1/figures/{metric}", {
          params: { path: { metric }, query: { ...question, group_by: level } },
        }),
      ),
  });
  const drawn = useMemo(
    () =>
      shapes.data && figure.data
        ? gathered(shapes.data as unknown as FeatureCollection, level, figure.data)
        : undefined,
    [shapes.data, figure.data, level],
  );
  const look = useMemo(() => {
    if (!place || !shapes.data || !city) return undefined;
    const middle = middleOf(shapes.data as unknown as FeatureCollection, city.places, place);
    const kind = city.places.find((each) => each.code === place)?.kind ?? "street";
    return middle && { ...middle, zoom: kind === "city" ? 10 : kZoom[kind] };
  }, [place, shapes.data, city]);
  const today = todayOf(now, offset);
  const preset = kPresets.find((each) => {
    const { from, to } = periodOf(each, today);
    return from === question.from && to === question.to;
  });
  const isPlace = useMemo(() => new Set(city?.places.map((each) => each.code)), [city]);
  const casesOf = (code: string) =>
    `/figures?metric=${metric}&from=${question.from}&to=${question.to}&place=${code}&part=numerator`;
  return (
    <div className="map-page">
      <section className="map-main panel map-tall" aria-label={t("map.title")}>
        <CityMap
          point={point}
          look={look}
          circles={drawn?.circles}
          onCircle={(code) => set({ at: code, lon: null, lat: null })}
          onPick={(picked) => set({ lon: picked.lon.toFixed(5), lat: picked.lat.toFixed(5) })}
        />
      </section>
      <aside className="map-side">
        <form
          className="panel map-filter"
          aria-label={t("cases.filters")}
          onSubmit={(e) => e.preventDefault()}
        >
          {shows}
          <PlaceSelect
            value={place}
            placeholder={t("map.find")}
            onChange={(value) => set({ at: (value as string) || null })}
          />
          <CategorySelect
            value={question.category}
            placeholder={t("case.category")}
            onChange={(value) => set({ category: (value as string) || null })}
          />
          <Segmented
            block
            value={metric}
            onChange={(next) => set({ metric: next })}
            options={kCounted.map((each) => ({ value: each, label: t(`map.of.${each}`) }))}
          />
          <Segmented
            block
            value={preset ?? ""}
            onChange={(next) => set({ ...periodOf(next as (typeof kPresets)[number], today) })}
            options={kPresets
              .filter((each) => each !== "lastMonth")
              .map((each) => ({ value: each as string, label: t(`figures.preset.${each}`) }))}
          />
          <Segmented
            block
            value={level}
            onChange={(next) => set({ level: next })}
            options={kLevels.map((each) => ({ value: each, label: t(`figures.by.${each}`) }))}
          />
        </form>
        {point && <CellPeople point={point} onClose={() => set({ lon: null, lat: null })} />}
        <section className="panel map-list" aria-label={t("map.list")}>
          <Asked query={figure} rows={6}>
            {({ lines, total }) =>
              lines.length === 0 ? (
                <Nothing text={t("figures.none")} />
              ) : (
                <>
                  <p className="quiet">
                    {t("map.sum", { count: total.numerator })}
                    {drawn && drawn.elsewhere > 0 && ` · ${t("map.elsewhere", { count: drawn.elsewhere })}`}
                  </p>
                  <ul className="map-places">
                    {lines
                      .filter((line) => line.figure.numerator > 0 && isPlace.has(line.group))
                      .sort((a, b) => b.figure.numerator - a.figure.numerator)
                      .map((line) => (
                        <li key={line.group} className={line.group === place ? "is-active" : ""}>
                          <Button type="text" size="small" onClick={() => set({ at: line.group })}>
                            {line.name || t("figures.unnamed")}
                          </Button>
                          <Link to={casesOf(line.group)}>
                            {line.figure.numerator.toLocaleString("en-US")}
                          </Link>
                        </li>
                      ))}
                  </ul>
                </>
              )
            }
          </Asked>
        </section>
      </aside>
    </div>
  );
}
