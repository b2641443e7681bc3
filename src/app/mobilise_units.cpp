#include "app/mobilise_units.hpp"

#include <utility>

#include "app/further_commands.hpp"
#include "domain/geo/geo.hpp"

namespace liandong {
namespace {

bool MayMobilise(const Principal& who) {
    return MayAnywhere(who, "mobilise") || who.unit_permissions.contains("mobilise");
}

// The person stays the actor; the one permission stands for the three commands that it is made of.
Principal Mobiliser(Principal who) {
    who.city_permissions.insert({"open", "dispatch", "attach"});
    return who;
}

Result<void> FindPlaceOf(OpenCase& command, PeopleBoard& board, const City& city) {
    if (!command.point) {
        return Failure{Invalid("point_required", "A case from the street needs its position.")};
    }
    if (!command.place.value.empty() || !IsOnEarth(*command.point)) return {};
    const auto grid = board.Grid();
    const GridCell* cell = grid->cells.Find(*command.point);
    if (cell == nullptr || city.FindPlace(cell->community) == nullptr) {
        return Failure{Invalid("outside_grid",
                               "No cell of the grid holds this point; please name the place.")};
    }
    command.place = cell->community;
    return {};
}

Result<PreparedCase> Prepare(const AttachServices& services, const City& city, const Principal& who,
                             MobiliseRequest& request, Deadline deadline) {
    OpenCaseRequest open;
    open.command = std::move(request.command);
    LD_TRY(auto prepared, PrepareCase(services.services, city, who, std::move(open), deadline));
    FurtherCommands further(services.services, city, who, prepared.change,
                            *prepared.change.wrapped_key, prepared.change.after.opened_at);
    for (const MobilisePhoto& photo : request.photos) {
        LD_TRY(auto sealed,
               SealFile(services, city, prepared.change.after.id, *prepared.change.wrapped_key,
                        {photo.claimed_media_type, photo.bytes}));
        LD_TRY(further.Do(Attach{sealed.attachment, SealedText{photo.name, {}}}));
        prepared.change.blobs.push_back(std::move(sealed.blob));
    }
    LD_TRY(further.Do(std::move(request.dispatch)));
    return prepared;
}

}  // namespace

Result<OpenedCase> MobiliseUnits(const AttachServices& services, PeopleBoard& board,
                                 const Principal& who, MobiliseRequest request, Deadline deadline) {
    if (!MayMobilise(who)) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    if (request.photos.size() > kMobilisePhotosMax)
        return Failure{Invalid("too_many_photos", "At most nine photos go with one report.")};
    const Services& world = services.services;
    LD_TRY(auto earlier, FindEarlier(world, request.idempotency, deadline));
    if (earlier) return *std::move(earlier);
    const auto city = world.city.Current();
    board.Take(city);
    request.command.channel = Channel::kGrid;
    LD_TRY(FindPlaceOf(request.command, board, *city));
    const auto idempotency = request.idempotency;
    LD_TRY(auto prepared, Prepare(services, *city, Mobiliser(who), request, deadline));
    return CommitOpened(world, std::move(prepared), idempotency, deadline);
}

}  // namespace liandong
