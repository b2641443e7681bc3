#include "app/propose_route.hpp"

#include "app/open_case.hpp"
#include "domain/dispatch/route.hpp"

namespace liandong {

Result<Proposal> ProposeRoute(const Services& services, const ProposeRequest& request,
                              Deadline deadline) {
    const auto city = services.city.Current();
    Proposal proposal;
    if (!request.text.empty()) {
        for (const Guess& guess : services.classifier.Classify(*city, request.text)) {
            const Category* category = city->FindCategory(guess.category);
            proposal.guesses.push_back(
                {guess.category, category == nullptr ? "" : category->name, guess.probability});
        }
    }
    proposal.category = request.category;
    if (proposal.category.value.empty() && !proposal.guesses.empty() &&
        proposal.guesses.front().probability >= kGuessTaken) {
        proposal.category = proposal.guesses.front().category;
    }
    if (!request.category.value.empty() && city->FindCategory(request.category) == nullptr) {
        return Failure{Invalid("unknown_category", "There is no such category.")};
    }
    if (!request.place.value.empty() && city->FindPlace(request.place) == nullptr) {
        return Failure{Invalid("unknown_place", "There is no such place.")};
    }
    proposal.place = request.place;
    if (request.point) {
        const CellIndex cells(city->grid);
        if (const GridCell* cell = cells.Find(*request.point)) {
            proposal.grid_cell = cell->code;
            if (proposal.place.value.empty()) proposal.place = cell->community;
        }
    }
    if (const Place* place = city->FindPlace(proposal.place)) proposal.place_name = place->name;
    const Instant now = services.clock.Now();
    LD_TRY(const auto precedent,
           PrecedentFor(services, *city, proposal.category, proposal.place, now, deadline));
    const Route route =
        FindRoute(*city, proposal.category, proposal.place, now, precedent ? &*precedent : nullptr);
    const Unit* lead = city->FindUnit(route.lead);
    proposal.route = {route.rule,      route.lead,  lead == nullptr ? "" : lead->name,
                      route.assisting, route.basis, route.precedent};
    LD_TRY(proposal.precedents,
           PrecedentHistory(services, *city, proposal.category, proposal.place, deadline));
    return proposal;
}

}  // namespace liandong
