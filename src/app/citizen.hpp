#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/case_views.hpp"
#include "app/open_case.hpp"
#include "app/services.hpp"

// What people do who brought a matter themselves: they are nobody's user, and know a case by its
// number and the code that they got with it.

namespace liandong {

/// Who a citizen is to the rules: may bring a matter, and say how it went with their own.
[[nodiscard]] Principal CitizenPrincipal();

/// Number and code, as written on the slip.
struct CaseSlip {
    CaseId id;
    std::string code;  ///< eight digits; blanks between them do not count
};

/// The code of a case: eight digits that only this city can tell. Nothing is stored for it.
[[nodiscard]] std::string SlipCode(Vault& vault, CaseId id);

/// Opens the case of somebody who wrote it down themselves. Channel, actor and urgency are ours to
/// say, and a dispatcher looks at it before it goes to a unit.
/// Errors: those of OpenNewCase.
[[nodiscard]] Result<OpenedCase> OpenForCitizen(const Services& services, OpenCaseRequest request,
                                                Deadline deadline);

/// One step as a citizen may read it: no names of people, no words between offices.
struct CitizenStep {
    std::string kind;  ///< of the event
    std::string label;
    LocalTime at;
    std::string unit_name;  ///< the unit that has it or did it; empty: the hotline
    std::string text;       ///< what was asked or answered
};
struct CitizenView {
    CaseId id;
    CaseState state = CaseState::kRegistered;
    std::string state_label;
    std::string title;
    std::string content;
    std::string category_name;
    std::string place_name;
    LocalTime opened_at;
    std::optional<LocalTime> closed_at;
    std::optional<LocalTime> due_at;  ///< until when the unit has promised to be done
    std::optional<Verdict> solved;
    std::optional<Satisfaction> satisfied;
    bool may_rate = false;        ///< the hotline waits for their word on the answer
    bool may_supplement = false;  ///< the hotline asked them for something
    std::vector<CitizenStep> steps;
};
/// Their case, step by step as a parcel is followed; merged, also the steps of the other one,
/// without words. Errors: kNotFound "no_such_slip" when number and code do not belong together,
/// whichever is wrong.
[[nodiscard]] Result<CitizenView> FollowCase(const Services& services, const CaseSlip& slip,
                                             Deadline deadline);

struct CitizenRating {
    Verdict solved = Verdict::kYes;
    Satisfaction satisfied = Satisfaction::kSatisfied;
    std::string opinion;  ///< needed when it is not solved: the unit must know what is missing
};
/// Their word on the answer; not solved sends it back to the unit.
/// Errors: kNotFound "no_such_slip"; the refusals of Callback.
[[nodiscard]] Result<void> RateCase(const Services& services, const CaseSlip& slip,
                                    const CitizenRating& rating, Deadline deadline);

/// What the hotline asked them for. Errors: kNotFound "no_such_slip"; the refusals of Supplement.
[[nodiscard]] Result<void> SupplementCase(const Services& services, const CaseSlip& slip,
                                          const std::string& text, Deadline deadline);

/// Whether the code belongs to the number. Errors: kNotFound "no_such_slip".
[[nodiscard]] Result<void> CheckSlip(const Services& services, const CaseSlip& slip);

}  // namespace liandong
