#include "app/disputed_matters.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "app/view_words.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kPageRows = 500;

using ByUnit = std::map<UnitCode, RuledFor>;

void Add(const Precedent& ruling, ByUnit& units) {
    RuledFor& told = units[ruling.unit];
    told.unit = ruling.unit;
    ++told.rulings;
    const bool is_shown = std::ranges::find(told.cases, ruling.case_id) != told.cases.end();
    if (!is_shown && told.cases.size() < kCasesShown) told.cases.push_back(ruling.case_id);
}

DisputedMatter MatterOf(const CategoryCode& code, ByUnit units, const City& city,
                        const ViewWords& words) {
    DisputedMatter matter;
    matter.category = code;
    if (const Category* category = city.FindCategory(code)) matter.category_name = category->name;
    for (auto& [unit, told] : units) {
        told.unit_name = words.UnitName(unit);
        matter.rulings += told.rulings;
        matter.units.push_back(std::move(told));
    }
    std::ranges::sort(matter.units, {},
                      [](const RuledFor& u) { return std::pair(-u.rulings, u.unit); });
    return matter;
}

}  // namespace

Result<DisputedMatters> CountDisputedMatters(const Services& services, Deadline deadline) {
    const auto city = services.city.Current();
    const ViewWords words(*city, services.store, deadline);
    DisputedMatters counted;
    std::map<CategoryCode, ByUnit> matters;
    Page page{std::nullopt, kPageRows};
    do {
        LD_TRY(auto rulings, services.store.ListPrecedents(page, deadline));
        for (const Precedent& ruling : rulings.items) {
            Add(ruling, matters[ruling.category]);
            ++counted.rulings;
            counted.since = words.Local(ruling.ruled_at);
        }
        page.after = std::move(rulings.next);
    } while (page.after && counted.rulings < kRulingsCounted);
    for (auto& [code, units] : matters)
        counted.items.push_back(MatterOf(code, std::move(units), *city, words));
    std::ranges::sort(counted.items, {},
                      [](const DisputedMatter& m) { return std::pair(-m.rulings, m.category); });
    if (counted.items.size() > kMattersShown) counted.items.resize(kMattersShown);
    return counted;
}

}  // namespace liandong
