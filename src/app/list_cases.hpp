#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/services.hpp"
#include "base/instant.hpp"
#include "domain/search/rank.hpp"

namespace liandong {

/// What somebody asks of a list, in the city's words; all conditions must hold.
struct CaseQuestion {
    CaseFilter filter;  ///< `units` and `places` are filled from the two below
    UnitCode unit;      ///< it and the units below
    PlaceCode place;    ///< it and the places within
    bool mine = false;  ///< only those that the person who asks opened from the street
};

/// Why a search found a case: a piece of its text, with what answers the question.
enum class SnippetField : std::uint8_t { kTitle = 1, kContent = 2, kAddress = 3, kWish = 4 };
template <>
inline constexpr auto kNames<SnippetField> = std::to_array<Named<SnippetField>>({
    {SnippetField::kTitle, "title", "标题"},
    {SnippetField::kContent, "content", "内容"},
    {SnippetField::kAddress, "address", "地址"},
    {SnippetField::kWish, "wish", "诉求愿望"},
});
struct Snippet {
    SnippetField field = SnippetField::kContent;
    std::string text;
    std::vector<TextSpan> marks;
};

/// A row as people read it. Holds no personal data but the title, which is sealed at rest.
struct CaseLine {
    CaseId id;
    std::int32_t version = 0;
    CaseState state = CaseState::kRegistered;
    RequestType type = RequestType::kHelp;
    Channel channel = Channel::kPhone;
    std::optional<std::string> title;  ///< empty once erased
    std::string state_label;
    std::string type_label;
    std::string channel_label;
    CategoryCode category;
    std::string category_name;
    PlaceCode place;
    std::string place_name;
    UnitCode lead;
    std::string lead_name;
    bool urgent = false;
    bool secret = false;
    bool overdue = false;
    bool disputed = false;        ///< units disagree whose it is
    bool return_waiting = false;  ///< some unit said "not ours"
    std::int32_t redo_count = 0;
    LocalTime opened_at;
    std::optional<LocalTime> closed_at;
    std::optional<LocalTime> next_due_at;
    std::string source_system;
    std::string source_id;
    std::optional<Snippet> snippet;  ///< of a search by words or sounds
};

/// Newest number first. Whoever may view for a unit only sees what that unit and those below have
/// or had a part in. Errors: kForbidden "not_permitted"; kInvalid "bad_page".
[[nodiscard]] Result<PageOf<CaseLine>> ListCases(const Services& services, const Principal& who,
                                                 CaseQuestion question, const Page& page,
                                                 Deadline deadline);

/// What waits until somebody rules whose it is, in the whole city.
[[nodiscard]] Result<RulingCounts> CountRulings(const Services& services, Deadline deadline);

struct WorkQuestion {
    AssignmentFilter filter;
    UnitCode unit;
    PlaceCode place;
};
struct WorkLine {
    CaseId case_id;
    AssignmentNo no;
    std::optional<std::string> title;
    UnitCode unit;
    std::string unit_name;
    bool is_lead = false;
    AssignmentState state = AssignmentState::kSent;
    std::string state_label;
    CaseState case_state = CaseState::kDispatched;
    std::string case_state_label;
    CategoryCode category;
    std::string category_name;
    PlaceCode place;
    std::string place_name;
    bool urgent = false;
    bool overdue = false;
    LocalTime sent_at;
    std::optional<LocalTime> due_at;
    std::optional<LocalTime> acknowledge_due_at;
    std::optional<LocalTime> contact_due_at;
    std::optional<LocalTime> handling_due_at;
};
/// A unit's work list, due first; without a unit, that of everything the person may view.
[[nodiscard]] Result<PageOf<WorkLine>> ListWork(const Services& services, const Principal& who,
                                                WorkQuestion question, const Page& page,
                                                Deadline deadline);

/// Narrows the question to what this person may see of the city by `permission`; false: nothing.
/// Errors: kForbidden "not_permitted".
[[nodiscard]] Result<bool> NarrowToSeen(const Principal& who, const City& city,
                                        std::string_view permission, CaseQuestion& question);
/// The rows of a page as lines, for other use cases that list cases: two questions for all titles.
[[nodiscard]] Result<PageOf<CaseLine>> CaseLinesOf(const Services& services,
                                                   const PageOf<CaseRow>& rows, Deadline deadline);

}  // namespace liandong
