#include "app/on_task.hpp"

#include "domain/document/mediation.hpp"
#include "domain/document/offer.hpp"

namespace liandong {

Result<Principal> OnTask(const Services& services, const Principal& who, CaseId about,
                         Deadline deadline) {
    if (who.staff.empty() || who.city_permissions.contains("*")) return who;
    DocumentFilter theirs;
    theirs.kinds = {DocumentKind::kOffer, DocumentKind::kMediation};
    // Being asked is not enough: whoever declines need not have read it.
    for (const std::string_view state :
         {Code(OfferState::kAccepted), Code(MediationState::kOpen), Code(MediationState::kAgreed)})
        theirs.states.emplace(state);
    theirs.open = true;
    theirs.about = about;
    theirs.persons = {who.staff};
    LD_TRY(const auto tasks, services.store.ListDocuments(theirs, {std::nullopt, 1}, deadline));
    Principal here = who;
    if (tasks.items.empty()) return here;
    for (const char* given : {"view", "attach"}) {
        if (MayAnywhere(who, given)) here.city_permissions.insert(given);
    }
    return here;
}

}  // namespace liandong
