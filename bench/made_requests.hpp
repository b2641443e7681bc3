#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace liandong::bench {

struct MadeRequest {
    std::string type;
    std::string category;  ///< empty: for the classifier to find
    std::string place;
    std::string phone;
    std::string title;
    std::string content;
    std::string address;
};

/// What people say at a hotline, made up from the categories' own words and the city's places: as
/// varied as to keep every text, and every document of the search, different from the others.
/// People and numbers are plainly invented.
class MadeRequests {
public:
    /// Reads categories.csv and places.csv of a profile. `seed` makes another city's worth of
    /// texts.
    MadeRequests(const std::string& profile, std::uint64_t seed);

    /// Always the same for the same number; three of ten leave the category to the classifier.
    [[nodiscard]] MadeRequest Make(std::uint64_t n) const;
    /// The same as the body of POST /api/v1/cases, dispatched at once.
    [[nodiscard]] std::string Body(std::uint64_t n) const;

private:
    struct Category {
        std::string code;
        std::string type;
        std::vector<std::string> words;
    };
    struct Place {
        std::string code;
        std::string name;
    };

    std::uint64_t seed_;
    std::vector<Category> categories_;
    std::vector<Place> places_;
};

}  // namespace liandong::bench
