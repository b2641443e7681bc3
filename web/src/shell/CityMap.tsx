import { useQuery } from "@tanstack/react-query";
import { Spin } from "antd";
import type { FeatureCollection } from "geojson";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { client, ok } from "@/api/client";
import type { MapPoint } from "@/ui/VectorMap";
import { Asked } from "./Trouble";
import { useThemeChoice } from "./themeContext";

// The renderer is large and asked for by few: it comes with the first map.
const VectorMap = lazy(() => import("@/ui/VectorMap").then((module) => ({ default: module.VectorMap })));

interface Props {
  point?: MapPoint;
  onPick?: (point: MapPoint, cell: Record<string, string> | undefined) => void;
  circles?: FeatureCollection;
  onCircle?: (code: string) => void;
  look?: MapPoint & { zoom: number };
  points?: FeatureCollection;
  pointColours?: string[];
  onPoints?: (ids: string[]) => void;
}

export const mapQuery = {
  queryKey: ["map"],
  queryFn: () => ok(client.GET("/api/v1/map")),
  staleTime: Number.POSITIVE_INFINITY,
};

/// The city, with the point of a case or one to be chosen.
export function CityMap(props: Props) {
  const { t } = useTranslation();
  const { isDark } = useThemeChoice();
  const query = useQuery(mapQuery);
  return (
    <Asked query={query}>
      {(shapes) => (
        <Suspense fallback={<Spin className="map-wait" />}>
          <VectorMap
            label={t("map.title")}
            shapes={shapes as unknown as FeatureCollection}
            isDark={isDark}
            {...props}
          />
        </Suspense>
      )}
    </Asked>
  );
}
