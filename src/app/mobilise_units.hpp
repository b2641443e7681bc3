#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/attach_file.hpp"
#include "app/open_case.hpp"
#include "app/people_board.hpp"

namespace liandong {

struct MobilisePhoto {
    std::string name;  ///< as the sender calls it; sealed
    std::string claimed_media_type;
    std::string_view bytes;
};
/// What a grid worker sees on the street, and who shall come.
struct MobiliseRequest {
    OpenCase command;   ///< with its point; an empty place becomes the cell's community
    Dispatch dispatch;  ///< lead and assisting units; without a lead the catalogue decides
    std::vector<MobilisePhoto> photos;
    std::optional<IdempotencyKey> idempotency;
};
inline constexpr std::size_t kMobilisePhotosMax = 9;

/// Opens a case from the street and mobilises every department it needs at once: the case, its
/// photos and all assignments, each with its clocks, in one transaction. Refused as a whole or done
/// as a whole. Needs the permission `mobilise`, which stands for opening, attaching and dispatching
/// in this one act.
/// Errors: kForbidden "not_permitted"; kInvalid "point_required", "outside_grid" (no place is named
/// and no cell holds the point), "too_many_photos", those of ContentChecker; the refusals of
/// DecideOpen, Dispatch and Attach.
[[nodiscard]] Result<OpenedCase> MobiliseUnits(const AttachServices& services, PeopleBoard& board,
                                               const Principal& who, MobiliseRequest request,
                                               Deadline deadline);

}  // namespace liandong
