import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { CasesMap } from "./CasesMap";
import { GatheredMap } from "./GatheredMap";
import "./mapPage.css";

const kShows = ["gathered", "cases"] as const;

/// The city with its cases: how many gather where, or each at its place.
export default function MapPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const show = kShows.find((each) => each === search.get("show")) ?? "gathered";
  const shows = (
    <Segmented
      block
      aria-label={t("map.show")}
      value={show}
      onChange={(next) => setSearch(next === "gathered" ? {} : { show: next })}
      options={kShows.map((each) => ({ value: each, label: t(`map.shows.${each}`) }))}
    />
  );
  return show === "cases" ? <CasesMap shows={shows} /> : <GatheredMap shows={shows} />;
}
