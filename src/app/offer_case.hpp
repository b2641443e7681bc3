#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/act_on_document.hpp"
#include "app/look_up_grid.hpp"
#include "domain/document/offer.hpp"

// 秒派到人: the case goes to the best person there is, then to the next best.

namespace liandong {

struct OfferRequest {
    CaseId case_id;
    UnitCode unit;  ///< for which the person works on it; empty: the case's lead, else the hotline
    std::string person;               ///< chosen by hand; empty: the best match
    std::vector<std::string> kinds;   ///< instead of what the profile says; empty: as it says
    std::vector<std::string> skills;  ///< likewise
    std::string language;
    bool language_required = false;
    std::vector<std::string> excluded;  ///< codes of people who must not be asked
    std::string text;                   ///< what they should know
};

/// Errors: kNotFound "no_such_case", "no_such_person"; kRejected "nobody_found" when nobody fits,
/// "person_unavailable" (args "person", "reason", and "instead": who would be the best) for
/// somebody who is away or has too much to do, whatever the list said from which they were chosen;
/// the refusals of MakeOffer.
[[nodiscard]] Result<Offer> OfferCase(const PeopleServices& people, const Principal& who,
                                      const OfferRequest& request, Deadline deadline);

/// Accept, decline, end, withdraw, or (by hand) pass on; keeps the board right, and asks the next
/// one at once when somebody declines. Errors: those of ActOnDocument; "person_unavailable".
[[nodiscard]] Result<Offer> ActOnOffer(const PeopleServices& people, const Principal& who,
                                       const DocumentRequest<Offer>& request, Deadline deadline);

/// Asks the next best for every offer that is searching; returns how many were asked. One offer's
/// trouble does not keep the others waiting.
[[nodiscard]] Result<std::size_t> AskNextPeople(const PeopleServices& people, Deadline deadline);

/// Fills the board from the store: open offers, leaves, and, when `with_past`, who was assigned in
/// the last 30 days. Errors: those of the store.
[[nodiscard]] Result<void> LoadBoard(const PeopleServices& people, bool with_past,
                                     Deadline deadline);

}  // namespace liandong
