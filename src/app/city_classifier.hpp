#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/category_matcher.hpp"
#include "app/category_reasons.hpp"
#include "base/guarded.hpp"
#include "domain/classify/linear_model.hpp"

namespace liandong {

/// What a city classifies with: a model of its own cases when it has one, and what the profile says
/// of the categories where the model does not dare or there is none. A running server gives it a
/// newer model; a text that is being read keeps the one it began with. Any thread.
class CityClassifier final : public Classifier, public CategoryReasons, public UrgentShare {
public:
    /// The labels are codes of categories. A label that the city knows no more (old cases carry it)
    /// is never guessed. Errors: kInvalid "other_labels" when the city knows none of them; the old
    /// model stays.
    [[nodiscard]] Result<void> Take(const City& city, std::shared_ptr<const LinearModel> model);

    /// Shape: up to 5 guesses, best first, none below 5 %; empty when the best stays below 15 %.
    std::vector<Guess> Classify(const City& city, std::string_view text) override;
    /// The words of whichever of the two would guess now.
    std::vector<std::string> Reasons(const City& city, std::string_view text,
                                     const CategoryCode& category) override;
    /// Of whichever of the two would guess now.
    double ShareOfUrgent(const City& city, std::string_view text) override;

private:
    using Model = std::shared_ptr<const LinearModel>;
    [[nodiscard]] Model Current() {
        return model_.With([](const Model& model) { return model; });
    }

    CategoryMatcher matcher_;
    Guarded<Model> model_;  ///< shared with the texts that are being read; may be null
};

}  // namespace liandong
