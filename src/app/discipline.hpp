#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/act_on_document.hpp"
#include "app/case_views.hpp"
#include "app/read_document.hpp"
#include "domain/document/climb.hpp"
#include "domain/document/discipline_referral.hpp"

// What the discipline inspection gets to see: the feed of cases that climb, by grade, and the file
// of a case that was handed over. Both need the permission `discipline`, the feed is open to those
// who `supervise`, too; neither changes anything.

namespace liandong {

/// The hotline hands a proposed referral over: what each case's trace holds by now becomes the
/// file. The hotline proposes and hands over without being able to read on. Errors: kNotFound
/// "no_such_document"; the refusals of HandOverReferral.
[[nodiscard]] Result<DisciplineReferral> HandOverToDiscipline(const Services& services,
                                                              const Principal& who, DocumentId id,
                                                              const std::string& note,
                                                              Deadline deadline);
/// Takes it back before it was accepted. Errors: the same.
[[nodiscard]] Result<DisciplineReferral> WithdrawFromDiscipline(const Services& services,
                                                                const Principal& who, DocumentId id,
                                                                const std::string& reason,
                                                                Deadline deadline);

/// One case of a referral: its events 1 .. version as they were handed over, its papers by today.
struct DisciplineCase {
    CaseView view;
    std::int32_t version = 0;
    std::vector<TimelineEntry> timeline;
    std::vector<DocumentView> papers;
};
struct DisciplineFile {
    DocumentView referral;
    std::vector<DisciplineCase> cases;
    std::string text;  ///< the same for the printer, line by line
};
/// Errors: kForbidden "not_permitted" without `discipline`; kNotFound "no_such_document"; kRejected
/// "wrong_state" before it was handed over.
[[nodiscard]] Result<DisciplineFile> ReadDisciplineFile(const Services& services,
                                                        const Principal& who, DocumentId id,
                                                        Deadline deadline);

/// A case that climbs.
struct FeedLine {
    CaseId about;
    DocumentId climb;
    ClimbState grade = ClimbState::kWatching;
    std::string grade_label;
    std::int32_t level = 0;
    UnitCode unit;  ///< the lead's
    std::string unit_name;
    std::string category_name;
    std::string place_name;
    LocalTime opened_at;
    LocalTime since;  ///< when the highest rung was reached
    bool overdue = false;
    bool repeated = false;  ///< redone, or reported by several
    bool blocked = false;   ///< returned twice or more, or a rung failed
    std::vector<ClimbedRung> rungs;
};
/// Newest climb first. `grades` empty: yellow, orange and red. Errors: kForbidden "not_permitted"
/// without `discipline` or `supervise`; kInvalid "bad_page".
[[nodiscard]] Result<PageOf<FeedLine>> ReadDisciplineFeed(const Services& services,
                                                          const Principal& who,
                                                          std::set<ClimbState> grades,
                                                          const Page& page, Deadline deadline);

}  // namespace liandong
