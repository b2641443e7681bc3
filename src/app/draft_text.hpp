#pragma once

#include <string>

#include "app/knowledge.hpp"
#include "app/language_model.hpp"

// Drafts by the language model, where the city has one (off otherwise). A draft is shown, never
// stored: what a person makes of it is theirs.

namespace liandong {

struct DraftServices {
    const Services& services;
    ArticleBoard& articles;
    LanguageModel* model;  ///< null: none is set up
};

struct LanguageModelView {
    bool available = false;
    std::string model;
};
struct DraftedText {
    bool draft = true;  ///< always: nobody has checked it
    std::string text;
    std::string model;
    std::string notice;  ///< to be shown beside it
    LocalTime made_at;
};

/// What happened in a case, in a few sentences.
/// Only masked text leaves (app/mask_text.hpp), and of secret cases none.
/// Errors: kNotFound "no_such_case", "no_language_model", "no_text" (the person was erased);
/// kForbidden "secret"; those of LanguageModel::Write.
[[nodiscard]] Result<DraftedText> DraftSummary(const DraftServices& draft, const Principal& who,
                                               CaseId id, Deadline deadline);

/// An answer that the unit might give, from the request, what is in the case, and the articles
/// nearest to it. Errors: as above; kForbidden "not_permitted" for who may not finish a part of it.
[[nodiscard]] Result<DraftedText> DraftAnswer(const DraftServices& draft, const Principal& who,
                                              CaseId id, Deadline deadline);

}  // namespace liandong
