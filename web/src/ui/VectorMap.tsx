import type { FeatureCollection } from "geojson";
import {
  type ExpressionSpecification,
  type GeoJSONSource,
  type MapGeoJSONFeature,
  Map as MapView,
  Marker,
  NavigationControl,
  type StyleSpecification,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import { useEffect, useRef } from "react";

export interface MapPoint {
  lon: number;
  lat: number;
}

interface Props {
  label: string;
  shapes: FeatureCollection;
  point?: MapPoint;
  isDark: boolean;
  /// Without it the map only shows.
  onPick?: (point: MapPoint, cell: Record<string, string> | undefined) => void;
  /// Counts to lie on the map: points with `name`, `value` and their `share` of the largest.
  circles?: FeatureCollection;
  onCircle?: (code: string) => void;
  /// Single things, clustered where they lie close: points with `id` and `rank`, the place of their colour.
  points?: FeatureCollection;
  pointColours?: string[];
  /// One thing was clicked, or several that lie together.
  onPoints?: (ids: string[]) => void;
  /// Where to look; another one moves the view.
  look?: MapPoint & { zoom: number };
}

const kNothing: FeatureCollection = { type: "FeatureCollection", features: [] };

/// Our own shapes on a plain ground: no tiles, letters or icons from anybody else.
function styleOf(
  { shapes, circles = kNothing, points = kNothing, pointColours = [] }: Props,
  isDark: boolean,
): StyleSpecification {
  const ground = isDark ? "#10161e" : "#eef2f7";
  const land = isDark ? "#1b2531" : "#ffffff";
  const line = isDark ? "#33424f" : "#d3dbe6";
  const text = isDark ? "#c3ccd8" : "#3a4656";
  const label = (kind: string, size: number, minzoom: number, maxzoom = 24) => ({
    id: `label-${kind}`,
    type: "symbol" as const,
    source: "city",
    minzoom,
    maxzoom,
    filter: ["==", ["get", "kind"], kind] as ["==", ["get", string], string],
    layout: { "text-field": ["get", "name"] as ["get", string], "text-size": size, "text-padding": 6 },
    paint: { "text-color": text, "text-halo-color": land, "text-halo-width": 1.5 },
  });
  return {
    version: 8,
    sources: {
      city: { type: "geojson", data: shapes },
      circles: { type: "geojson", data: circles },
      points: {
        type: "geojson",
        data: points,
        cluster: true,
        clusterRadius: 44,
        clusterMaxZoom: kClusterZoomMax,
        // The gravest of a cluster gives it its colour.
        clusterProperties: { rank: ["min", ["get", "rank"]] },
      },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": ground } },
      {
        id: "cells",
        type: "fill",
        source: "city",
        filter: ["==", ["get", "kind"], "cell"],
        paint: { "fill-color": land, "fill-outline-color": line },
      },
      label("district", 15, 7, 11),
      label("street", 13, 10.5, 14),
      label("community", 12, 12.5),
      label("cell", 11, 15),
      {
        id: "circles",
        type: "circle",
        source: "circles",
        paint: {
          "circle-radius": ["+", 10, ["*", 30, ["sqrt", ["get", "share"]]]],
          "circle-color": isDark ? "#ff9d94" : "#b3231a",
          "circle-opacity": ["+", 0.25, ["*", 0.4, ["get", "share"]]],
          "circle-stroke-color": isDark ? "#ff9d94" : "#b3231a",
          "circle-stroke-width": 1.5,
        },
      },
      {
        id: "circle-counts",
        type: "symbol",
        source: "circles",
        layout: {
          "text-field": ["to-string", ["get", "value"]],
          "text-size": 13,
          "text-allow-overlap": true,
        },
        paint: { "text-color": isDark ? "#fff" : "#16202e", "text-halo-color": land, "text-halo-width": 2 },
      },
      {
        id: "points",
        type: "circle",
        source: "points",
        paint: {
          "circle-radius": [
            "case",
            ["has", "point_count"],
            ["min", 30, ["+", 11, ["*", 1.2, ["sqrt", ["get", "point_count"]]]]],
            7,
          ],
          "circle-color": colourOf(pointColours),
          "circle-opacity": ["case", ["has", "point_count"], 0.35, 0.9],
          "circle-stroke-color": colourOf(pointColours),
          "circle-stroke-width": 1.5,
        },
      },
      {
        id: "point-counts",
        type: "symbol",
        source: "points",
        filter: ["has", "point_count"],
        layout: {
          "text-field": ["to-string", ["get", "point_count"]],
          "text-size": 12,
          "text-allow-overlap": true,
        },
        paint: { "text-color": isDark ? "#fff" : "#16202e", "text-halo-color": land, "text-halo-width": 2 },
      },
    ],
  };
}

/// The colour at `rank` of the list.
function colourOf(colours: string[]): ExpressionSpecification | string {
  const [first = "#5b6675"] = colours;
  if (colours.length < 2) return first;
  const pairs = colours.slice(1).flatMap((colour, at) => [at + 1, colour]);
  return ["match", ["get", "rank"], ...pairs, first] as unknown as ExpressionSpecification;
}

/// What was clicked: one thing, or all that lie together; near enough to tell them apart, the map goes closer.
async function pointsAt(map: MapView, hits: MapGeoJSONFeature[]): Promise<string[]> {
  const cluster = hits.find((hit) => hit.properties.cluster_id !== undefined);
  if (!cluster) return [...new Set(hits.map((hit) => String(hit.properties.id)))];
  const source = map.getSource<GeoJSONSource>("points");
  if (!source || cluster.geometry.type !== "Point") return [];
  const number = Number(cluster.properties.cluster_id);
  const zoom = await source.getClusterExpansionZoom(number);
  const leaves = await source.getClusterLeaves(number, kLeavesMax, 0);
  const [lon = 0, lat = 0] = cluster.geometry.coordinates;
  map.easeTo({ center: [lon, lat], zoom: Math.min(zoom, kClusterZoomMax + 1) });
  return leaves.map((leaf) => String(leaf.properties?.id));
}

function boundsOf(shapes: FeatureCollection): [number, number, number, number] | undefined {
  let box: [number, number, number, number] | undefined;
  for (const feature of shapes.features) {
    if (feature.geometry.type !== "Point") continue;
    const [lon = 0, lat = 0] = feature.geometry.coordinates;
    box = box
      ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
      : [lon, lat, lon, lat];
  }
  return box;
}

const kCloseZoom = 14;
const kClusterZoomMax = 16;
const kLeavesMax = 500;

/// A map of the city's own vector data, to look at or to point on.
export function VectorMap(props: Props) {
  const { label, shapes, point, isDark, onPick, onCircle, look, pointColours } = props;
  const { circles = kNothing, points = kNothing } = props;
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<MapView | undefined>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;
  const circle = useRef(onCircle);
  circle.current = onCircle;
  const several = useRef(props.onPoints);
  several.current = props.onPoints;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another point moves the marker below, no new map
  useEffect(() => {
    if (!holder.current) return;
    const bounds = boundsOf(shapes);
    const map = new MapView({
      container: holder.current,
      style: styleOf(props, isDark),
      attributionControl: false,
      dragRotate: false,
      ...(point ? { center: [point.lon, point.lat] as [number, number], zoom: kCloseZoom } : { bounds }),
    });
    map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    map.on("click", (event) => {
      const hits = map.queryRenderedFeatures(event.point, { layers: ["points"] });
      if (hits.length > 0 && several.current) {
        void pointsAt(map, hits).then((ids) => several.current?.(ids));
        return;
      }
      const hit = map.queryRenderedFeatures(event.point, { layers: ["circles"] })[0];
      if (hit && circle.current) {
        circle.current(String(hit.properties.code));
        return;
      }
      const cell = map.queryRenderedFeatures(event.point, { layers: ["cells"] })[0];
      pick.current?.(
        { lon: event.lngLat.lng, lat: event.lngLat.lat },
        cell?.properties as Record<string, string>,
      );
    });
    map.getCanvas().setAttribute("aria-label", label);
    view.current = map;
    return () => {
      map.remove();
      view.current = undefined;
    };
  }, [shapes, isDark]);

  useEffect(() => {
    const map = view.current;
    if (!map) return;
    const show = () => map.getSource<GeoJSONSource>("circles")?.setData(circles);
    if (map.isStyleLoaded()) show();
    else void map.once("load", show);
  }, [circles]);

  useEffect(() => {
    const map = view.current;
    if (!map) return;
    const show = () => {
      map.getSource<GeoJSONSource>("points")?.setData(points);
      map.setPaintProperty("points", "circle-color", colourOf(pointColours ?? []));
      map.setPaintProperty("points", "circle-stroke-color", colourOf(pointColours ?? []));
    };
    if (map.isStyleLoaded()) show();
    else void map.once("load", show);
  }, [points, pointColours]);

  useEffect(() => {
    if (look) view.current?.jumpTo({ center: [look.lon, look.lat], zoom: look.zoom });
  }, [look]);

  useEffect(() => {
    if (!view.current || !point) return;
    const marker = new Marker({ color: "#c0271c" }).setLngLat([point.lon, point.lat]).addTo(view.current);
    return () => {
      marker.remove();
    };
  }, [point]);

  return <div ref={holder} className="map" />;
}
