#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/page.hpp"
#include "base/deadline.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/case/types.hpp"

namespace liandong {

/// The kinds of events that say: somebody looked at personal data, or took a list away.
inline constexpr std::array<std::string_view, 2> kLookKinds{"personal_data_viewed",
                                                            "list_exported"};

/// All conditions must hold; an empty one holds for all.
struct LookFilter {
    std::string kind;   ///< one of kLookKinds
    std::string actor;  ///< as the journal names who it was: "user:NAME", "token:…"
    std::optional<CaseId> about;
    std::optional<Instant> from;
    std::optional<Instant> before;
};
/// Out of the journal, as it was written. `case_id` of an export is the number of its record.
struct LookRow {
    CaseId case_id;
    std::int32_t seq = 0;
    std::string kind;
    Instant at;
    std::string actor;
    std::string payload;
};

/// Who looked at personal data, read back out of the journal.
class LookStore {
public:
    virtual ~LookStore() = default;
    /// Newest first; of one moment the highest number first. Errors: kInvalid "bad_page".
    virtual Result<PageOf<LookRow>> ListLooks(const LookFilter& filter, const Page& page,
                                              Deadline deadline) = 0;
};

}  // namespace liandong
