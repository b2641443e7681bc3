#include <algorithm>
#include <set>

#include "app/training.hpp"
#include "app/view_words.hpp"

namespace liandong {
namespace {

constexpr std::size_t kOfferedReasonsMax = 5;

// "停水（海风街道）": what the matter is called, and nothing of whose it is.
std::string MatterOf(const Case& c, const City& city) {
    const Category* category = city.FindCategory(c.category);
    const Place* street = city.Enclosing(c.place, PlaceKind::kStreet);
    std::string text = "办件" + std::to_string(c.id.value) + "：" +
                       (category == nullptr ? c.category.value : category->name);
    if (street != nullptr) text += "（" + street->name + "）";
    return text;
}

ProposeQuestion Draft(const Case& c, std::string text, const std::set<std::string>& options,
                      const std::string& right) {
    ProposeQuestion draft;
    draft.topic = c.category;
    draft.source = c.id;
    draft.text.plain = std::move(text);
    // In the order of their names, so that the place tells nothing.
    std::int32_t number = 0;
    for (const std::string& option : options) {
        ++number;
        draft.options.plain += option + "\n";
        if (option == right) draft.right = {number};
    }
    return draft;
}

// Whose it is: the unit that it came to, among those that had it or were named.
std::optional<ProposeQuestion> OfUnits(const Case& c, const City& city) {
    const Assignment* lead = FindLead(c);
    const bool was_ruled = c.dispute && c.dispute->unit;
    const bool was_returned = c.return_count > 0 && lead != nullptr;
    if (!was_ruled && !was_returned) return std::nullopt;
    const auto name = [&](const UnitCode& code) {
        const Unit* unit = city.FindUnit(code);
        return unit == nullptr ? code.value : unit->name;
    };
    const UnitCode right = was_ruled ? *c.dispute->unit : lead->unit;
    std::set<std::string> options{name(right), name(city.fallback_unit)};
    for (const Assignment& a : c.assignments) options.insert(name(a.unit));
    if (was_ruled) {
        for (const DisputePosition& position : c.dispute->positions)
            options.insert(name(position.proposed));
    }
    if (options.size() < 2 || options.size() > kOptionsMax) return std::nullopt;
    return Draft(c, MatterOf(c, city) + "，应由哪个单位主办？", options, name(right));
}

std::optional<ProposeQuestion> OfDecline(const Case& c, const City& city) {
    const DeclineReason* reason = city.FindDeclineReason(c.decline_reason);
    if (c.state != CaseState::kDeclined && c.state != CaseState::kArchived) return std::nullopt;
    if (reason == nullptr) return std::nullopt;
    std::set<std::string> options{reason->name};
    for (const DeclineReason& other : city.decline_reasons) {
        if (options.size() < kOfferedReasonsMax) options.insert(other.name);
    }
    if (options.size() < 2) return std::nullopt;
    return Draft(c, MatterOf(c, city) + "，不予受理的理由是什么？", options, reason->name);
}

}  // namespace

Result<std::vector<Question>> DraftQuestions(const Services& services, const Principal& who,
                                             CaseId about, Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(const auto found, LoadVisible(services, who, about, deadline));
    std::vector<Question> drafts;
    for (const auto& draft : {OfUnits(found.state, *city), OfDecline(found.state, *city)}) {
        // Who reported something secretly is not guessed from an exam.
        if (!draft || found.state.secret) continue;
        LD_TRY(auto made, OpenDocument<Question>(services, who, *draft, {}, 0, deadline));
        drafts.push_back(std::move(made));
    }
    if (drafts.empty()) {
        return Failure{Error{ErrorKind::kRejected,
                             "nothing_ruled",
                             "Nothing was ruled in this case that could be asked.",
                             "case without a ruling",
                             {}}};
    }
    return drafts;
}

}  // namespace liandong
