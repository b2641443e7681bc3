#!/usr/bin/env python3
"""Draws a city's schematic grid from its places.csv.

A city that has no official grid yet still needs cells, so that a place on the map has somebody who
answers for it. This program draws them as plain squares. They are a schema, like a metro map: the
order of the neighbours is right, sizes and borders are not. An official GeoJSON with the same three
properties (code, name, community) replaces the file without any other change.

    schematic_grid.py place profiles/haikou     gives every community without lon,lat a position
                                                beside its street (writes places.csv)
    schematic_grid.py draw  profiles/haikou     writes grid.geojson from places.csv

Both are deterministic: the same places.csv gives the same bytes. Python standard library only.
"""

import csv
import json
import pathlib
import sys

LATTICE_DEGREES = 0.008  # about 850 m: the side of one community in town
TOWN_TILES = 2  # communities of a town (镇) and a farm are twice as wide
CELLS_PER_SIDE = 2
HALF_SIDE_MAX = 0.008
DECIMALS = 4  # about 10 m
COLUMNS = ["code", "name", "kind", "parent", "lon", "lat"]


def read_places(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_places(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def nearest_free_tile(taken, lon, lat, width):
    """The free block of width x width lattice tiles nearest to a point, as its lower left tile."""
    column, row = int(lon / LATTICE_DEGREES), int(lat / LATTICE_DEGREES)
    column, row = column - column % width, row - row % width
    candidates = []
    for reach in range(0, 40):
        for dx in range(-reach, reach + 1):
            for dy in range(-reach, reach + 1):
                if max(abs(dx), abs(dy)) != reach:
                    continue
                x, y = column + dx * width, row + dy * width
                block = {(x + i, y + j) for i in range(width) for j in range(width)}
                if not block & taken:
                    candidates.append((dx * dx + dy * dy, y, x, block))
        # A tile one ring further out can still be nearer than a corner of this ring.
        if candidates and min(candidates)[0] <= (reach + 1) ** 2:
            break
    _, y, x, block = min(candidates, key=lambda c: c[:3])
    return x, y, block


def place(directory):
    path = directory / "places.csv"
    rows = read_places(path)
    parents = {row["code"]: row for row in rows}
    taken = set()
    loose = [row for row in rows if row["kind"] == "community" and not row["lon"]]
    # Streets before towns: the dense middle of the city keeps its shape, the country gives way.
    def is_town(row):
        return not parents[row["parent"]]["name"].endswith("街道")

    for row in sorted(loose, key=lambda row: (is_town(row), row["code"])):
        street = parents[row["parent"]]
        width = TOWN_TILES if is_town(row) else 1
        x, y, block = nearest_free_tile(taken, float(street["lon"]), float(street["lat"]), width)
        taken |= block
        row["lon"] = f"{(x + width / 2) * LATTICE_DEGREES:.{DECIMALS}f}"
        row["lat"] = f"{(y + width / 2) * LATTICE_DEGREES:.{DECIMALS}f}"
    write_places(path, rows)
    print(f"{len(loose)} communities placed")


def half_sides(communities):
    """Half of the way to the nearest neighbour, in the larger of the two directions.

    Two squares with these half sides can touch but never overlap: each is at most half as wide as
    the way between them.
    """
    points = [(float(row["lon"]), float(row["lat"])) for row in communities]
    sides = []
    for i, (lon, lat) in enumerate(points):
        nearest = min(
            (max(abs(lon - x), abs(lat - y)) for j, (x, y) in enumerate(points) if j != i),
            default=2 * HALF_SIDE_MAX,
        )
        sides.append(min(nearest / 2, HALF_SIDE_MAX))
    return sides


def draw(directory):
    communities = [row for row in read_places(directory / "places.csv") if row["kind"] == "community"]
    features = []
    for row, half in zip(communities, half_sides(communities)):
        side = 2 * half / CELLS_PER_SIDE
        west, south = float(row["lon"]) - half, float(row["lat"]) - half
        for number in range(CELLS_PER_SIDE * CELLS_PER_SIDE):
            left = west + (number % CELLS_PER_SIDE) * side
            low = south + (number // CELLS_PER_SIDE) * side
            left, right, low, high = (
                round(value, DECIMALS) for value in (left, left + side, low, low + side))
            ring = [[left, low], [right, low], [right, high], [left, high], [left, low]]
            features.append({
                "type": "Feature",
                "properties": {
                    "code": f"{row['code']}-{number + 1:02}",
                    "name": f"{row['name']}第{number + 1}网格",
                    "community": row["code"],
                },
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            })
    with open(directory / "grid.geojson", "w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection","schematic":true,\n')
        file.write('"note":"示意网格，非实测边界；由 tools/profile/schematic_grid.py 依 places.csv 绘制",\n')
        file.write('"features":[\n')
        lines = (json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
        file.write(",\n".join(lines))
        file.write("\n]}\n")
    print(f"{len(features)} cells drawn")


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("place", "draw"):
        print(__doc__, file=sys.stderr)
        return 2
    {"place": place, "draw": draw}[sys.argv[1]](pathlib.Path(sys.argv[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
