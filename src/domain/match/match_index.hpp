#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/case/case.hpp"
#include "domain/match/match.hpp"

namespace liandong {

/// The city's people, sorted once so that a question looks only at those who could do it.
/// Immutable; any thread.
class MatchIndex {
public:
    /// Shares the city: whoever asks may hold this longer than a profile lasts.
    explicit MatchIndex(std::shared_ptr<const City> city);

    [[nodiscard]] const City& OfCity() const { return *city_; }
    [[nodiscard]] std::size_t Size() const { return city_->staff.size(); }

    /// As RankPeople over everybody; `standings` are parallel to City::staff.
    [[nodiscard]] Ranking Rank(const Need& need, std::span<const Standing> standings,
                               std::size_t limit) const;

    /// What a case needs of a person, or a need without kinds when no rule of the profile names its
    /// category. An urgent case needs somebody who is at work.
    [[nodiscard]] Need NeedOf(const Case& c, Instant at) const;
    /// Fills in where it is: `place`, and the streets beside it.
    void SetPlace(Need& need, const PlaceCode& place) const;

    /// Index into City::staff, or Size().
    [[nodiscard]] std::size_t IndexOf(std::string_view code) const;

private:
    [[nodiscard]] std::vector<std::size_t> WhoCould(const Need& need) const;

    std::shared_ptr<const City> city_;  // shared with the CitySource
    std::vector<Area> areas_;           ///< parallel to City::staff
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_skill_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_kind_;
    std::unordered_map<PlaceCode, std::vector<PlaceCode>> neighbours_;
    std::unordered_map<std::string, std::size_t> at_;
};

}  // namespace liandong
