#pragma once

#include <string>
#include <vector>

#include "app/act_on_document.hpp"
#include "app/attach_file.hpp"
#include "app/mobilise_units.hpp"
#include "domain/document/patrol_task.hpp"

namespace liandong {

/// What somebody saw on the spot.
struct TaskReportRequest {
    DocumentId id;
    bool passed = true;
    GeoPoint point;
    std::string text;
    std::vector<MobilisePhoto> photos;  ///< kept with the case; a patrol without one has none
    std::optional<std::int32_t> if_version;
};
struct TaskReport {
    PatrolTask task;
    bool sent_back = false;  ///< the unit's answer was not taken: it handles again
};

/// The result of a patrol or of an inspection on the spot, with photos and position; photos become
/// attachments of the case. When an inspection finds that what was reported is not there, the
/// answer goes back to the unit in the same transaction: a review that refuses while the answer is
/// being reviewed, a redo when the case had been closed on it. Errors: kNotFound
/// "no_such_document"; kInvalid "too_many_photos", "photos_need_a_case", those of ContentChecker;
/// kStale "version_conflict"; the refusals of ReportTask.
[[nodiscard]] Result<TaskReport> ReportOnTask(const AttachServices& services, const Principal& who,
                                              const TaskReportRequest& request, Deadline deadline);

}  // namespace liandong
