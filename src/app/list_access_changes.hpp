#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/case_views.hpp"
#include "app/services.hpp"
#include "domain/document/access_change.hpp"

namespace liandong {

/// All conditions must hold; an empty one holds for all.
struct AccessQuestion {
    std::string person;  ///< whose account: a login, or the account's id
    std::optional<Instant> from;
    std::optional<Instant> before;
};

struct AccessValueView {
    std::string code;
    std::string name;  ///< as the city names it today; the code again where it has no name
};
struct AccessDifferenceView {
    AccessPart part = AccessPart::kStatus;
    std::string part_label;
    std::vector<AccessValueView> before;
    std::vector<AccessValueView> after;
};
struct AccessChangeView {
    DocumentId id;
    LocalTime at;
    ActorView by;
    AccessSubject subject = AccessSubject::kAccount;
    std::string subject_label;
    std::string subject_id;
    std::string subject_name;         ///< of an account, today
    std::optional<std::string> name;  ///< the new one, where it has changed
    std::vector<AccessDifferenceView> differences;
};

/// Who was given which access and by whom, newest first, for those who audit: `audit` held for the
/// whole city. Shape: one page of documents and one question for all their names. Errors:
/// kForbidden "not_permitted"; kInvalid "bad_page".
[[nodiscard]] Result<PageOf<AccessChangeView>> ListAccessChanges(const Services& services,
                                                                 const Principal& who,
                                                                 const AccessQuestion& question,
                                                                 const Page& page,
                                                                 Deadline deadline);

}  // namespace liandong
