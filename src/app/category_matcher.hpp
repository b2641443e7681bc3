#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/category_reasons.hpp"
#include "app/ports.hpp"
#include "app/urgent_share.hpp"
#include "base/guarded.hpp"

namespace liandong {

/// Classifies by nothing but what the city says of its categories: keywords, names, groups. For a
/// city without history; trained models replace it (DESIGN §8).
///
/// How: keywords and names are phrases of pairs of neighbouring characters (Latin words whole). A
/// pair weighs more, the fewer categories use it. A phrase scores by the weight of its pairs that
/// the text holds, less the more of it is missing; a category by its best phrases, each as far as
/// it says something new, and by single pairs, as far as few other categories' phrases have them. A
/// softmax of fixed temperature, with one more class for "none of these",
/// turns scores into probabilities (the numbers: category_matcher.cpp). Words of the first line
/// count more, and of the body the beginning.
///
/// Any thread; the index is built on the first text of a city version and kept until another
/// version comes. Shape: up to 5 guesses, best first, none below 5 %; reads the first 3'000 code
/// points; empty when the best stays below 15 %.
class CategoryMatcher final : public Classifier, public CategoryReasons, public UrgentShare {
public:
    CategoryMatcher();
    ~CategoryMatcher() override;
    CategoryMatcher(const CategoryMatcher&) = delete;
    CategoryMatcher& operator=(const CategoryMatcher&) = delete;

    std::vector<Guess> Classify(const City& city, std::string_view text) override;

    /// The categories that the text speaks of at all, best first, however little: to choose from.
    [[nodiscard]] std::vector<Guess> Ranked(const City& city, std::string_view text,
                                            std::size_t count_max);

    /// The phrases of the category that the text holds, or more than half of, strongest first.
    std::vector<std::string> Reasons(const City& city, std::string_view text,
                                     const CategoryCode& category) override;

    double ShareOfUrgent(const City& city, std::string_view text) override;

private:
    struct Index;
    [[nodiscard]] std::shared_ptr<const Index> IndexOf(const City& city);

    Guarded<std::shared_ptr<const Index>> index_;  ///< shared with the texts that are being read
};

}  // namespace liandong
