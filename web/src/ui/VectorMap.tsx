import type { FeatureCollection } from "geojson";
import {
  type GeoJSONSource,
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
  /// Where to look; another one moves the view.
  look?: MapPoint & { zoom: number };
}

const kNothing: FeatureCollection = { type: "FeatureCollection", features: [] };

/// Our own shapes on a plain ground: no tiles, letters or icons from anybody else.
function styleOf(shapes: FeatureCollection, circles: FeatureCollection, isDark: boolean): StyleSpecification {
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
    ],
  };
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

/// A map of the city's own vector data, to look at or to point on.
export function VectorMap({
  label,
  shapes,
  point,
  isDark,
  onPick,
  circles = kNothing,
  onCircle,
  look,
}: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<MapView | undefined>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;
  const circle = useRef(onCircle);
  circle.current = onCircle;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another point moves the marker below, no new map
  useEffect(() => {
    if (!holder.current) return;
    const bounds = boundsOf(shapes);
    const map = new MapView({
      container: holder.current,
      style: styleOf(shapes, circles, isDark),
      attributionControl: false,
      dragRotate: false,
      ...(point ? { center: [point.lon, point.lat] as [number, number], zoom: kCloseZoom } : { bounds }),
    });
    map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    map.on("click", (event) => {
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
