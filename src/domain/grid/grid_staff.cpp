#include "domain/grid/grid_staff.hpp"

#include <algorithm>
#include <set>

namespace liandong {
namespace {

constexpr std::string_view kGridWorker = "grid_worker";

/// People of one profession while the cells are gone through.
struct Count {
    LineCoverage line;
    std::set<std::size_t> people;
    bool covers = false;  ///< the cell that is being looked at

    void Add(std::size_t person) {
        people.insert(person);
        ++line.pairs;
        covers = true;
    }
    void EndCell() {
        if (covers) ++line.cells_covered;
        covers = false;
    }
    LineCoverage Take() {
        line.people = static_cast<std::int32_t>(people.size());
        return std::move(line);
    }
};

}  // namespace

GridStaff::GridStaff(std::shared_ptr<const City> city) : city_(std::move(city)) {
    std::unordered_map<PlaceCode, std::vector<std::size_t>> by_place;
    for (std::size_t i = 0; i < city_->staff.size(); ++i) {
        if (city_->staff[i].kind == kGridWorker) by_place[city_->staff[i].place].push_back(i);
    }
    for (auto& [place, people] : by_place)
        std::ranges::sort(people, {}, [&](std::size_t i) { return city_->staff[i].code; });
    for (const GridCell& cell : city_->grid) {
        if (by_community_.contains(cell.community)) continue;
        std::vector<std::size_t>& all = by_community_[cell.community];
        const Place* place = city_->FindPlace(cell.community);
        // A profile without cycles ends after four kinds of place; the bound is for any other.
        for (int depth = 0; place != nullptr && depth < 8; ++depth) {
            const auto found = by_place.find(place->code);
            if (found != by_place.end())
                all.insert(all.end(), found->second.begin(), found->second.end());
            place = city_->FindPlace(place->parent);
        }
    }
}

std::span<const std::size_t> GridStaff::Of(const GridCell& cell) const {
    const auto found = by_community_.find(cell.community);
    return found == by_community_.end() ? std::span<const std::size_t>{} : found->second;
}

const GridLine* GridStaff::LineOf(const StaffMember& person) const {
    const auto found = std::ranges::find_if(city_->grid_lines, [&](const GridLine& line) {
        return std::ranges::find(person.skills, line.skill) != person.skills.end();
    });
    return found == city_->grid_lines.end() ? nullptr : &*found;
}

Coverage CoverageOf(const GridStaff& grid, const PlaceCode& within, std::optional<Instant> at) {
    const City& city = grid.OfCity();
    Coverage coverage;
    Count all;
    std::vector<Count> lines;
    lines.reserve(city.grid_lines.size());
    for (const GridLine& line : city.grid_lines) lines.push_back({{line.code, line.name}, {}});
    for (const GridCell& cell : city.grid) {
        if (!city.IsWithin(cell.community, within)) continue;
        ++coverage.cells;
        for (const std::size_t i : grid.Of(cell)) {
            const StaffMember& person = city.staff[i];
            if (at && !city.IsAtWork(person, *at)) continue;
            all.Add(i);
            const GridLine* line = grid.LineOf(person);
            if (line != nullptr)
                lines[static_cast<std::size_t>(line - city.grid_lines.data())].Add(i);
        }
        if (!all.covers) coverage.without_staff.push_back(cell.code);
        all.EndCell();
        for (Count& count : lines) count.EndCell();
    }
    coverage.all = all.Take();
    for (Count& count : lines) coverage.lines.push_back(count.Take());
    return coverage;
}

}  // namespace liandong
