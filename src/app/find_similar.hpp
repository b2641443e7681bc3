#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/services.hpp"
#include "base/instant.hpp"
#include "domain/propose/place_index.hpp"
#include "domain/propose/similar.hpp"

namespace liandong {

/// A case that may be about the same matter. Holds no personal data but the title.
struct SimilarCase {
    CaseId id;
    std::string title;
    CaseState state = CaseState::kRegistered;
    std::string state_label;
    bool open = false;
    CategoryCode category;
    std::string category_name;
    PlaceCode place;
    std::string place_name;
    LocalTime opened_at;
    bool same_person = false;
    double score = 0;             ///< Similarity::score
    bool merge_proposed = false;  ///< open, and likely enough; nothing is merged by itself
    std::vector<SimilarReason> reasons;
    std::vector<std::string> reason_labels;
    std::vector<std::string> words;  ///< pieces of text that both hold
};

struct SimilarCases {
    std::vector<SimilarCase> near;     ///< open, whoever brought them; likeliest first
    std::vector<SimilarCase> earlier;  ///< of the same telephone number; open first, then newest
};

/// A matter that is still being typed.
struct MatterAsked {
    std::string text;
    CategoryCode category;             ///< what it is taken for; may be empty
    std::vector<CategoryCode> may_be;  ///< likeliest first; cases of each are looked at
    PlaceCode place;
    std::optional<GeoPoint> point;
    std::string phone;
};

/// Cases like it among those that this person may find. Candidates come from the store's indexes
/// (open cases of the categories in the street; open cases that name the same place; cases of the
/// number) and are at most 70; each is then read and compared. Nothing without the permission
/// "search"; secret cases only for who may know their person.
[[nodiscard]] Result<SimilarCases> FindSimilar(const Services& services, const Principal& who,
                                               const PlaceIndex& names, const MatterAsked& asked,
                                               Deadline deadline);
/// The same for a case that is there, without itself and what is merged with it; repeats of the
/// same person stand in `earlier`. Empty once its person was erased. Errors: kNotFound
/// "no_such_case".
[[nodiscard]] Result<SimilarCases> FindSimilarTo(const Services& services, const Principal& who,
                                                 const PlaceIndex& names, CaseId id,
                                                 Deadline deadline);

}  // namespace liandong
