#include "domain/dispatch/precedent.hpp"

namespace liandong {

const Precedent* FindPrecedent(const City& city, const std::vector<Precedent>& known,
                               const CategoryCode& category, const PlaceCode& place) {
    const Precedent* newest = nullptr;
    for (const Precedent& precedent : known) {
        const bool holds = !precedent.retired_at && precedent.category == category &&
                           city.IsWithin(place, precedent.place) &&
                           city.FindUnit(precedent.unit) != nullptr;
        if (holds && (newest == nullptr || precedent.ruled_at > newest->ruled_at))
            newest = &precedent;
    }
    return newest;
}

}  // namespace liandong
