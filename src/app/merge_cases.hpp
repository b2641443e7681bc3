#pragma once

#include <string>
#include <vector>

#include "app/open_case.hpp"

namespace liandong {

/// Merges `child` into `parent`, or takes that back; both cases change in one transaction or
/// neither does. `at`: when it happened, for history; empty: now. Errors: kNotFound; the refusals
/// of Decide; kStale when one of them changed and `if_version` (the child's) was given.
[[nodiscard]] Result<Case> MergeCases(const Services& services, const Principal& who, CaseId child,
                                      const Merge& merge, std::optional<std::int32_t> if_version,
                                      Deadline deadline, std::optional<Instant> at = std::nullopt);
[[nodiscard]] Result<Case> UnmergeCases(const Services& services, const Principal& who,
                                        CaseId child, const Unmerge& unmerge,
                                        std::optional<std::int32_t> if_version, Deadline deadline);

/// One part of a call that held several requests.
struct SplitPart {
    std::string title;
    std::string content;
    CategoryCode category;
    PlaceCode place;
    RequestType type = RequestType::kHelp;
};
inline constexpr std::size_t kSplitPartsMax = 10;

/// Opens a linked case for each part, with the same caller; the case split keeps its own text. With
/// a key that made such cases before, those are given again. Errors: kInvalid "bad_parts" for none
/// or more than kSplitPartsMax; the refusals of DecideOpen.
[[nodiscard]] Result<std::vector<CaseId>> SplitCase(
    const Services& services, const Principal& who, CaseId id, const std::vector<SplitPart>& parts,
    std::optional<std::int32_t> if_version, Deadline deadline,
    std::optional<IdempotencyKey> idempotency = std::nullopt);

}  // namespace liandong
