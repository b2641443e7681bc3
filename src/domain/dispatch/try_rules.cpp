#include "domain/dispatch/try_rules.hpp"

namespace liandong {

std::vector<TriedRule> TryRules(const City& city, const CategoryCode& category,
                                const PlaceCode& place, Instant now, const Precedent* precedent) {
    const CatalogueRule* first = FindRule(city, category, place, now);
    const bool is_overruled = precedent != nullptr && !HasOwnRule(city, category, place, now);
    std::vector<TriedRule> tried;
    bool is_found = false;
    for (const CatalogueRule& rule : city.catalogue) {
        if (!MatchesCode(rule.category, category.value)) continue;
        RuleVerdict verdict = RuleVerdict::kLater;
        if (&rule == first) {
            is_found = true;
            verdict = is_overruled ? RuleVerdict::kPrecedent : RuleVerdict::kDecides;
        } else if (!city.IsWithin(place, rule.place)) {
            verdict = RuleVerdict::kOtherPlace;
        } else if (!is_found) {
            // Of three conditions two hold, and yet it is not the first: the hours it is.
            verdict = RuleVerdict::kOtherHours;
        }
        tried.push_back({rule.id, verdict});
    }
    return tried;
}

}  // namespace liandong
