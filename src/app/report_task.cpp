#include "app/report_task.hpp"

#include <cmath>
#include <optional>
#include <utility>

#include "app/further_commands.hpp"
#include "domain/geo/geo.hpp"

namespace liandong {
namespace {

// How a finish that was not there goes back, by how far the case has come meanwhile.
std::optional<Command> SendBack(const Case& c, const std::string& why) {
    if (c.state == CaseState::kAnswerReview) return Review{false, SealedText{why, {}}};
    if (c.state == CaseState::kFinished) return Redo{SealedText{why, {}}};
    return std::nullopt;
}

// The one permission stands for what follows from the report.
Principal Reporter(const Principal& who) {
    Principal reporter = who;
    reporter.city_permissions.insert({"attach", "review", "redo", "note"});
    return reporter;
}

struct CasePart {
    CaseChange change;
    std::vector<BlobId> photos;
    bool sent_back = false;
};

Result<CasePart> ChangeCase(const AttachServices& services, const City& city, const Principal& who,
                            const StoredCase& about, const TaskReportRequest& request) {
    if (!about.wrapped_key) return Failure{ToError({RefusalCode::kErased, {}})};
    CasePart part;
    part.change = Unchanged(about, city);
    const Principal reporter = Reporter(who);
    FurtherCommands further(services.services, city, reporter, part.change, *about.wrapped_key,
                            services.services.clock.Now());
    for (const MobilisePhoto& photo : request.photos) {
        LD_TRY(auto file, SealFile(services, city, about.state.id, *about.wrapped_key,
                                   {photo.claimed_media_type, photo.bytes}));
        LD_TRY(further.Do(Attach{file.attachment, SealedText{photo.name, {}}}));
        part.photos.push_back(file.attachment.blob);
        part.change.blobs.push_back(std::move(file.blob));
    }
    if (request.passed) return part;
    if (auto command = SendBack(part.change.after, request.text)) {
        LD_TRY(further.Do(*std::move(command)));
        part.sent_back = true;
    }
    return part;
}

Result<TaskReport> ReportOnce(const AttachServices& services, const Principal& who,
                              const TaskReportRequest& request, Deadline deadline) {
    const Services& world = services.services;
    const auto city = world.city.Current();
    LD_TRY(auto loaded, LoadDocumentAs<PatrolTask>(world, who, request.id, deadline));
    const auto& [before, stored] = loaded;
    if (request.if_version && *request.if_version != before.version)
        return Failure{detail::DocumentConflict(before.version)};
    ReportTask report{request.passed, request.point, {}, {}, SealedText{request.text, {}}};
    TaskReport done;
    ChangeSet changes;
    if (before.about) {
        LD_TRY(const auto about, world.store.Load(*before.about, deadline));
        if (about.state.point)
            report.metres_off = static_cast<std::int32_t>(
                std::lround(DistanceMetres(*about.state.point, request.point)));
        LD_TRY(auto part, ChangeCase(services, *city, who, about, request));
        report.photos = std::move(part.photos);
        done.sent_back = part.sent_back;
        if (!part.change.events.empty()) changes.cases.push_back(std::move(part.change));
    } else if (!request.photos.empty()) {
        return Failure{Invalid("photos_need_a_case",
                               "What a patrol finds is reported as a case, with its photos.")};
    }
    LD_TRY(const auto key, detail::UnwrapKey(world, stored));
    const DocumentFacts facts{world.clock.Now(), *city, who, {}, {}};
    LD_TRY(auto change,
           DecideDocument<PatrolTask>(world, before, request.id, key, std::move(report), facts));
    LD_TRY(done.task, DocumentCodec<PatrolTask>::DecodeState(change.body));
    changes.documents.push_back(std::move(change));
    LD_TRY(world.store.Commit(changes, deadline));
    return done;
}

}  // namespace

Result<TaskReport> ReportOnTask(const AttachServices& services, const Principal& who,
                                const TaskReportRequest& request, Deadline deadline) {
    if (request.photos.size() > kMobilisePhotosMax)
        return Failure{Invalid("too_many_photos", "At most nine photos go with one report.")};
    return RetryLostRace(request.if_version,
                         [&] { return ReportOnce(services, who, request, deadline); });
}

}  // namespace liandong
