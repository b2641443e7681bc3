#include "app/mobilise_units.hpp"

#include <utility>

#include "app/act_on_case.hpp"
#include "app/case_change.hpp"
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

/// Adds commands to a case that is not written yet: as if each had followed at once.
class Further {
public:
    Further(const Services& services, const City& city, const Principal& who, CaseChange& change)
        : services_(services), city_(city), who_(who), change_(change) {}

    Result<void> Do(Command command) {
        LD_TRY(auto key, services_.vault.Unwrap(change_.after.id, *change_.wrapped_key));
        Sealer sealer(services_.vault, change_.after.id, std::move(key), change_.after.version);
        LD_TRY(sealer.Seal(command));
        const Instant at = change_.after.opened_at;
        auto decided = Decide(change_.after, command, {at, city_, who_, {}});
        if (!decided) return Failure{ToError(decided.error())};
        CaseChange more = MakeChange(change_.after, change_.after.id, *decided, who_.actor, at,
                                     change_.events.back().recorded_at, city_);
        change_.after = std::move(more.after);
        change_.deadlines = std::move(more.deadlines);
        Append(change_.events, std::move(more.events));
        Append(change_.outbox, std::move(more.outbox));
        Append(change_.vault_rows, sealer.TakeRows());
        return {};
    }

private:
    template <class T>
    static void Append(std::vector<T>& all, std::vector<T> more) {
        for (T& one : more) all.push_back(std::move(one));
    }

    const Services& services_;
    const City& city_;
    const Principal& who_;
    CaseChange& change_;
};

Result<PreparedCase> Prepare(const AttachServices& services, const City& city, const Principal& who,
                             MobiliseRequest& request, Deadline deadline) {
    OpenCaseRequest open;
    open.command = std::move(request.command);
    LD_TRY(auto prepared, PrepareCase(services.services, city, who, std::move(open), deadline));
    Further further(services.services, city, who, prepared.change);
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
