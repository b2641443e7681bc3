#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/city/city.hpp"

namespace liandong {

/// A place that a text names.
struct FoundPlace {
    std::string text;        ///< as it stands there
    std::size_t at = 0;      ///< its first code point
    std::size_t length = 0;  ///< in code points
    std::string name;        ///< as the city calls it; of a crossing its two roads, "人民路/海秀路"
    /// "district", "street", "community", a kind of the gazetteer ("road", "school" …), or
    /// "crossing".
    std::string kind;
    PlaceCode place;  ///< empty where neither the name nor the others beside it say which
    std::vector<PlaceCode> namesakes;  ///< every place of that name
};

/// The names of a city's places (places.csv, gazetteer.csv), to be found in what people say. Of
/// two names that begin together the longer one counts. Immutable: any thread may ask.
class PlaceIndex {
public:
    explicit PlaceIndex(const City& city);

    /// In the order of the text, none inside another but the roads of a crossing, which stand
    /// before it. A crossing is two roads that a word joins and 路口, 交叉口 or the like follows;
    /// its roads need not be in the gazetteer. Shape: linear; reads the first 5'000 code points, at
    /// most 50 places.
    [[nodiscard]] std::vector<FoundPlace> Find(const City& city, std::string_view text) const;

private:
    struct Name {
        std::u32string folded;
        std::string name;
        std::string kind;
        std::vector<PlaceCode> places;  ///< every place of that name
    };
    [[nodiscard]] static FoundPlace FoundOf(const Name& name, std::u32string_view text,
                                            std::size_t at);
    void Add(std::string_view said, const std::string& name, std::string_view kind,
             const PlaceCode& place);
    [[nodiscard]] const Name* LongestAt(std::u32string_view text, std::size_t at) const;

    std::vector<Name> names_;
    std::unordered_map<std::u32string, std::size_t> name_at_;
    /// By the first two code points: the names that begin so, longest first.
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> beginning_;
};

/// The finest place that the found names agree on: a community before its street before its
/// district; of two equally fine ones that within which more of the others lie, then the first
/// said. Empty when no name says one.
[[nodiscard]] PlaceCode PlaceSaid(const City& city, const std::vector<FoundPlace>& found);

}  // namespace liandong
