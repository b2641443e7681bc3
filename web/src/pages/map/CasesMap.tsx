import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import type { FeatureCollection } from "geojson";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { mapPages } from "@/api/queries";
import { FlagChecks } from "@/pages/cases/FlagChecks";
import { filterOf } from "@/pages/cases/filter";
import { Due, StateBadge, UrgentBadge } from "@/shell/CaseWords";
import { CityMap, mapQuery } from "@/shell/CityMap";
import { EnumSelect } from "@/shell/EnumSelect";
import { PartSelects } from "@/shell/PartSelects";
import { Nothing, Trouble } from "@/shell/Trouble";
import { useThemeChoice } from "@/shell/themeContext";
import { useAddress } from "@/shell/useAddress";
import { useTimes, useWords } from "@/text/words";
import { DataList } from "@/ui/DataList";
import { middleOf } from "./heat";
import { type Colouring, coloursOf, kAtWork, kColourings, kGroups, pointsOf } from "./points";

/// The newest so many: a map of more is a map of nothing.
const kPagesMax = 10;
const kCloseZoom = 15.5;

/// Each case at its place, with the filters of the list; the list itself stands beside.
export function CasesMap({ shows }: { shows: ReactNode }) {
  const { t } = useTranslation();
  const { city, offset, label } = useWords();
  const { now } = useTimes();
  const { isDark } = useThemeChoice();
  const go = useNavigate();
  const [search, set] = useAddress({ replace: true });
  const [picked, setPicked] = useState<string[]>([]);
  const by = kColourings.find((each) => each === search.get("by")) ?? "clock";
  const filter = filterOf(search, offset);
  const states = search.get("state") ?? kAtWork.join(",");
  const query = useInfiniteQuery(mapPages({ ...filter, state: states || undefined }));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const pages = query.data?.pages.length ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && pages < kPagesMax) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, pages]);
  const shapes = useQuery(mapQuery);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const pointed = useMemo(
    () =>
      new Map(query.data?.pages.flatMap((page) => page.points.map((each) => [each.id, each.point] as const))),
    [query.data],
  );
  // A minute is fine enough for colours, and points that stay the same are not drawn anew.
  const minute = Math.floor(now / 60_000) * 60_000;
  const drawn = useMemo(
    () =>
      shapes.data && city
        ? pointsOf(rows, pointed, by, minute, shapes.data as unknown as FeatureCollection, city.places)
        : undefined,
    [rows, pointed, by, minute, shapes.data, city],
  );
  const place = search.get("place") ?? "";
  const at = search.get("case") ?? "";
  const look = useMemo(() => {
    const found = drawn?.points.features.find((each) => each.properties.id === at)?.geometry.coordinates;
    if (found) return { lon: found[0] ?? 0, lat: found[1] ?? 0, zoom: kCloseZoom };
    if (!place || !shapes.data || !city) return undefined;
    const middle = middleOf(shapes.data as unknown as FeatureCollection, city.places, place);
    return middle && { ...middle, zoom: 12.5 };
  }, [at, place, drawn, shapes.data, city]);
  const colours = useMemo(() => coloursOf(by, isDark), [by, isDark]);
  const groupName = (group: string, of: Colouring) =>
    of === "clock" || group === "done"
      ? t(`map.group.${group as "late"}`)
      : label(of === "state" ? "case_state" : "request_type", group);
  const listed = picked.length > 0 ? rows.filter((row) => picked.includes(row.id)) : rows;
  return (
    <div className="map-page">
      <section className="map-main panel map-tall" aria-label={t("map.title")}>
        <CityMap
          look={look}
          points={drawn?.points}
          pointColours={colours}
          onPoints={(ids) => {
            const only = ids.length === 1 ? ids[0] : undefined;
            if (only) void go(`/cases/${only}`);
            else setPicked(ids);
          }}
        />
        <ul className="map-legend" aria-label={t("map.colours")}>
          {kGroups[by].map((group, index) => (
            <li key={group}>
              <i style={{ background: colours[index] }} /> {groupName(group, by)}{" "}
              <b>{drawn?.points.features.filter((each) => each.properties.group === group).length ?? 0}</b>
            </li>
          ))}
        </ul>
      </section>
      <aside className="map-side">
        <form
          className="panel map-filter"
          aria-label={t("cases.filters")}
          onSubmit={(event) => event.preventDefault()}
        >
          {shows}
          <Segmented
            block
            aria-label={t("map.colours")}
            value={by}
            onChange={(next) => set({ by: next === "clock" ? null : next })}
            options={kColourings.map((each) => ({ value: each, label: t(`map.by.${each}`) }))}
          />
          <EnumSelect
            of="case_state"
            multiple
            label={t("list.state")}
            placeholder={t("map.everyState")}
            value={states}
            onChange={(next) => set({ state: next })}
          />
          <PartSelects of={(name) => search.get(name)} set={set} />
          <div className="map-flags">
            <FlagChecks search={search} set={set} />
          </div>
        </form>
        {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
        <section className="panel map-cases">
          <DataList
            label={t("menu.cases")}
            rows={listed}
            rowKey={(row) => row.id}
            rowHeight={52}
            activeKey={at}
            onActive={(row) => set({ case: row.id })}
            onOpen={(row) => void go(`/cases/${row.id}`)}
            empty={query.isPending ? t("list.loading") : <Nothing text={t("list.empty")} />}
            footer={
              <>
                <span>
                  {t(hasNextPage ? "list.loaded" : "list.all", { count: rows.length })}
                  {drawn && drawn.lost > 0 && ` · ${t("map.elsewhere", { count: drawn.lost })}`}
                </span>
                {picked.length > 0 && (
                  <Button size="small" onClick={() => setPicked([])}>
                    {t("map.together", { count: picked.length })}
                  </Button>
                )}
              </>
            }
            columns={[
              {
                key: "title",
                title: t("list.matter"),
                width: "minmax(150px, 2fr)",
                render: (row) => (
                  <>
                    <span className="row-title">
                      <UrgentBadge urgent={row.urgent} secret={row.secret} />
                      <span className="cut">{row.title || row.category_name}</span>
                    </span>
                    <small className="quiet cut">{row.place_name}</small>
                  </>
                ),
              },
              {
                key: "state",
                title: t("list.state"),
                width: "118px",
                render: (row) => (
                  <>
                    <StateBadge state={row.state} label={row.state_label} />
                    {!row.closed_at && row.next_due_at && (
                      <small className="cut">
                        <Due dueAt={row.next_due_at} />
                      </small>
                    )}
                  </>
                ),
              },
            ]}
          />
        </section>
      </aside>
    </div>
  );
}
