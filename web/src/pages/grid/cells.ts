import { queryOptions, useQuery } from "@tanstack/react-query";
import { client, ok } from "@/api/client";
import { useMe } from "@/api/session";
import { useWords } from "@/text/words";
import { type Cell, cellAt, middleOf, type Point } from "./geometry";

const kCellsMax = 500;
const kStored = "liandong.grid.cell";

/// The cells where somebody's unit works. A bureau's people work all over the city: for them only the place
/// where they stand is asked for.
export function useCells() {
  const { city } = useWords();
  const me = useMe();
  const unit = city?.units.find((each) => each.code === me.unit);
  const place = city?.places.find((each) => each.code === unit?.place);
  const isStreet = place?.kind === "street" || place?.kind === "community";
  return useQuery({
    queryKey: ["grid", "cells", place?.code ?? ""],
    queryFn: async () =>
      (
        await ok(
          client.GET("/api/v1/grid/cells", { params: { query: { place: place?.code, limit: kCellsMax } } }),
        )
      ).items,
    enabled: city !== undefined && isStreet,
    staleTime: 3_600_000,
  });
}

/// Who works around a point. Asked for by the middle of the cell, so that one answer serves the whole cell, also
/// where there is no network.
export const lookupQuery = (point: Point) =>
  queryOptions({
    queryKey: ["grid", "lookup", point],
    queryFn: () => ok(client.GET("/api/v1/grid/lookup", { params: { query: point } })),
    staleTime: 60_000,
  });

const coarse = ({ lon, lat }: Point): Point => ({
  lon: Math.round(lon * 1000) / 1000,
  lat: Math.round(lat * 1000) / 1000,
});

/// Which cell is meant: the chosen one, the one where the phone is, the one of last time.
export function useHere(point: Point | undefined, chosen?: string) {
  const cells = useCells();
  const known = cells.data ?? [];
  const byCode = (code: string | null | undefined) => known.find((cell) => cell.code === code);
  const stands = point && cellAt(known, point);
  const cell: Cell | undefined = byCode(chosen) ?? stands ?? byCode(localStorage.getItem(kStored));
  const asked = cell ? middleOf(cell.ring) : point && coarse(point);
  const lookup = useQuery({ ...lookupQuery(asked ?? { lon: 0, lat: 0 }), enabled: asked !== undefined });
  return { cells, cell: cell ?? lookup.data?.cell, stands, lookup };
}

export const rememberCell = (code: string) => localStorage.setItem(kStored, code);
