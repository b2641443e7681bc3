#include "app/cell_index.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "domain/geo/geo.hpp"

namespace liandong {

CellIndex::CellIndex(std::span<const GridCell> cells) : cells_(cells) {
    constexpr double kFar = std::numeric_limits<double>::infinity();
    boxes_.reserve(cells.size());
    for (const GridCell& cell : cells) {
        Box box{kFar, -kFar, kFar, -kFar};
        for (const GeoPoint& point : cell.ring) {
            box.west = std::min(box.west, point.lon);
            box.east = std::max(box.east, point.lon);
            box.south = std::min(box.south, point.lat);
            box.north = std::max(box.north, point.lat);
        }
        boxes_.push_back(box);
    }
}

const GridCell* CellIndex::Find(GeoPoint point) const {
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
        const Box& box = boxes_[i];
        if (point.lon < box.west || point.lon > box.east || point.lat < box.south ||
            point.lat > box.north)
            continue;
        if (Contains(cells_[i].ring, point)) return &cells_[i];
    }
    return nullptr;
}

}  // namespace liandong
