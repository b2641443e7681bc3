#pragma once

#include <optional>
#include <string>

#include "app/case_views.hpp"
#include "app/export_list.hpp"
#include "app/services.hpp"

namespace liandong {

/// The ways to look, by the kind of the event that says so.
enum class LookKind : std::uint8_t { kViewed = 1, kExported = 2 };
template <>
inline constexpr auto kNames<LookKind> = std::to_array<Named<LookKind>>({
    {LookKind::kViewed, "personal_data_viewed", "查看个人信息"},
    {LookKind::kExported, "list_exported", "导出清单"},
});

/// All conditions must hold; an empty one holds for all.
struct LookQuestion {
    std::optional<LookKind> kind;
    std::string person;  ///< a login; or the actor as the journal writes it, "linked_system:NAME"
    std::optional<CaseId> about;
    std::optional<Instant> from;
    std::optional<Instant> before;
};

struct LookView {
    LookKind kind = LookKind::kViewed;
    std::string kind_label;
    LocalTime at;
    ActorView by;
    std::optional<CaseId> case_id;      ///< whose person was looked at
    std::string field;                  ///< what was looked at: "phone", "attachment" …
    std::optional<std::string> reason;  ///< as it was given; none once erased, or where it is
                                        ///< secret
    std::string list;                   ///< what was exported
    std::string format;
    std::int64_t rows = 0;
};

/// Who looked at personal data, newest first, for those who audit: `audit` held for the whole city.
/// Reasons are opened, but those of a secret case only for who may know its person.
/// Shape: one walk of the index, and as many questions for reasons as one case has looks on the
/// page. Errors: kForbidden "not_permitted"; kInvalid "bad_page".
[[nodiscard]] Result<PageOf<LookView>> ListLooks(const Services& services, const Principal& who,
                                                 const LookQuestion& question, const Page& page,
                                                 Deadline deadline);
/// The same as a file; itself recorded as an export. Needs `export` too.
[[nodiscard]] Result<ExportedTable> ExportLooks(const Services& services, TableMaker& tables,
                                                const Principal& who, const LookQuestion& question,
                                                TableFormat format, Deadline deadline);

}  // namespace liandong
