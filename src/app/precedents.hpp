#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/services.hpp"
#include "base/instant.hpp"

namespace liandong {

/// A ruling as people read it. `by` is who ruled, `retired` tells when and why it ended.
struct PrecedentView {
    PrecedentId id;
    CategoryCode category;
    std::string category_name;
    PlaceCode place;
    std::string place_name;
    UnitCode unit;
    std::string unit_name;
    CaseId case_id;
    LocalTime ruled_at;
    std::string ruled_by;
    std::string basis;
    bool holds = true;  ///< followed where the catalogue has no rule of its own
    std::optional<LocalTime> retired_at;
    std::string retired_by;
    std::string retired_why;
};

/// The ruling to follow for such a matter: none where the catalogue has a rule of its own.
[[nodiscard]] Result<std::optional<Precedent>> PrecedentFor(const Services& services,
                                                            const City& city,
                                                            const CategoryCode& category,
                                                            const PlaceCode& place, Instant now,
                                                            Deadline deadline);
/// What a ruling just decided leaves for the next time; empty when it is followed nowhere.
[[nodiscard]] std::optional<Precedent> PrecedentOf(const Case& after, const RuleDispute& ruling,
                                                   const Actor& by, Instant at);
/// Every ruling, past and present, on such matters in this place or around it, newest first.
[[nodiscard]] Result<std::vector<PrecedentView>> PrecedentHistory(const Services& services,
                                                                  const City& city,
                                                                  const CategoryCode& category,
                                                                  const PlaceCode& place,
                                                                  Deadline deadline);
[[nodiscard]] Result<PageOf<PrecedentView>> ListPrecedents(const Services& services,
                                                           const Page& page, Deadline deadline);
/// From now on it is not followed; what followed it stays as it is. Recorded in the journal.
/// Errors: kNotFound "no_such_precedent"; kRejected "already_done", "text_required",
/// "text_too_long", "bad_text"; kForbidden "not_permitted" without "rule_dispute" for the whole
/// city.
[[nodiscard]] Result<PrecedentView> RetirePrecedent(const Services& services, const Principal& who,
                                                    const PrecedentId& id,
                                                    const std::string& reason, Deadline deadline);

}  // namespace liandong
