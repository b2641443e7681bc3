#include "app/find_similar.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/act_on_case.hpp"
#include "app/case_scope.hpp"
#include "app/read_case.hpp"
#include "base/text.hpp"
#include "codec/event_codec.hpp"
#include "domain/search/tokens.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kOfCategoryMax = 30;
constexpr std::int32_t kOfNameMax = 20;
constexpr std::int32_t kOfNumberMax = 20;
constexpr std::size_t kNearMax = 5;
constexpr std::size_t kEarlierMax = 10;
constexpr double kScoreMin = 0.2;
constexpr std::chrono::hours kRecent{24 * 60};

std::set<CaseState> OpenStates() {
    std::set<CaseState> open;
    for (const auto& named : kNames<CaseState>) {
        if (IsOpen(named.value)) open.insert(named.value);
    }
    return open;
}

/// The number of the case itself, and what it was merged with, are not like it: they are it.
struct Subject {
    ComparedMatter matter;
    PlaceCode place;
    std::string phone;
    std::set<CaseId> same;
};

PlaceCode StreetOf(const City& city, const PlaceCode& place) {
    const Place* street = city.Enclosing(place, PlaceKind::kStreet);
    return street == nullptr ? PlaceCode{} : street->code;
}

std::set<std::string> NamesIn(const City& city, const PlaceIndex& index, std::string_view text) {
    std::set<std::string> names;
    for (const FoundPlace& found : index.Find(city, text)) {
        // A whole district or street is no place where two people mean the same thing.
        if (found.kind != "district" && found.kind != "street") names.insert(found.name);
    }
    return names;
}

ComparedMatter MatterOf(const City& city, const PlaceIndex& index, const Case& c,
                        const Narrative& narrative) {
    ComparedMatter matter;
    matter.title = narrative.title;
    matter.text = narrative.content + "\n" + narrative.address;
    matter.category = c.category;
    matter.may_be = {c.category};
    matter.street = StreetOf(city, c.place);
    matter.names = NamesIn(city, index, matter.title + "\n" + matter.text);
    matter.point = c.point;
    matter.opened_at = c.opened_at;
    return matter;
}

class Finder {
public:
    Finder(const Services& services, const Principal& who, const PlaceIndex& names,
           Deadline deadline)
        : services_(services),
          who_(who),
          names_(names),
          deadline_(deadline),
          city_(services.city.Current()) {}

    Result<SimilarCases> Find(const Subject& subject) {
        SimilarCases found;
        if (!MayAnywhere(who_, "search")) return found;
        LD_TRY(auto units, UnitsSeen(who_, *city_, "search", UnitCode{}));
        if (units && units->empty()) return found;
        units_ = std::move(units).value_or(std::vector<UnitCode>{});
        LD_TRY(CollectByCategory(subject));
        LD_TRY(CollectByName(subject));
        LD_TRY(CollectByNumber(subject));
        for (const CaseId& id : subject.same) candidates_.erase(id);
        LD_TRY(auto cases, Compare(subject));
        for (SimilarCase& each : cases) {
            if (each.open && each.score >= kScoreMin) found.near.push_back(each);
            if (each.same_person) found.earlier.push_back(std::move(each));
        }
        std::ranges::sort(found.near, [](const SimilarCase& a, const SimilarCase& b) {
            return a.score != b.score ? a.score > b.score : b.id < a.id;
        });
        std::ranges::sort(found.earlier, [](const SimilarCase& a, const SimilarCase& b) {
            return a.open != b.open ? a.open : b.id < a.id;
        });
        if (found.near.size() > kNearMax) found.near.resize(kNearMax);
        if (found.earlier.size() > kEarlierMax) found.earlier.resize(kEarlierMax);
        return found;
    }

private:
    CaseFilter Recent() const {
        CaseFilter filter;
        filter.states = OpenStates();
        filter.units = units_;
        filter.opened_from = services_.clock.Now() - kRecent;
        return filter;
    }

    void Take(const PageOf<CaseRow>& page, bool same_person) {
        const bool sees_secret = MayAnywhere(who_, "view_secret");
        for (const CaseRow& row : page.items) {
            if (row.secret && !sees_secret) continue;
            bool& is_same = candidates_[row.id];
            is_same = is_same || same_person;
        }
    }

    // The categories share the number of candidates, so an unsure guess costs no more.
    Result<void> CollectByCategory(const Subject& subject) {
        const auto& categories = subject.matter.may_be;
        if (categories.empty()) return {};
        CaseFilter filter = Recent();
        filter.places = PlacesWithin(*city_, subject.matter.street);
        const auto each_max = kOfCategoryMax / static_cast<std::int32_t>(categories.size());
        for (const CategoryCode& category : categories) {
            filter.category = category.value;
            LD_TRY(const auto page, services_.store.ListCases(
                                        filter, {std::nullopt, std::max(each_max, 1)}, deadline_));
            Take(page, false);
        }
        return {};
    }

    // The longest name: it is the one that the fewest cases hold.
    Result<void> CollectByName(const Subject& subject) {
        const auto& names = subject.matter.names;
        const auto longest = std::ranges::max_element(names, {}, &std::string::size);
        if (longest == names.end()) return {};
        SearchQuery query;
        // Of a crossing "人民路/海秀路" both roads must stand in the text.
        query.word_phrases = QueryPhrases(*longest);
        if (query.word_phrases.empty()) return {};
        query.filter = Recent();
        LD_TRY(const auto page,
               services_.store.Search(query, {std::nullopt, kOfNameMax}, deadline_));
        Take(page, false);
        return {};
    }

    Result<void> CollectByNumber(const Subject& subject) {
        constexpr std::size_t kWholeNumberDigits = 7;
        const std::string digits = PhoneDigits(subject.phone);
        if (digits.size() < kWholeNumberDigits) return {};
        SearchQuery query;
        query.private_phrases = {{services_.vault.TokenHash(digits)}};
        query.filter.units = units_;
        LD_TRY(const auto page,
               services_.store.Search(query, {std::nullopt, kOfNumberMax}, deadline_));
        Take(page, true);
        return {};
    }

    Result<std::map<CaseId, std::string>> Sealed(const std::vector<StoredCase>& cases) {
        std::map<CaseId, std::int32_t> wanted;
        for (const StoredCase& stored : cases) {
            if (stored.wrapped_key) wanted[stored.state.id] = stored.state.narrative.row;
        }
        return services_.store.VaultRowOfEach(wanted, deadline_);
    }

    Result<std::vector<SimilarCase>> Compare(const Subject& subject) {
        std::vector<CaseId> ids;
        ids.reserve(candidates_.size());
        for (const auto& [id, same_person] : candidates_) ids.push_back(id);
        LD_TRY(const auto cases, services_.store.LoadAll(ids, deadline_));
        LD_TRY(const auto sealed, Sealed(cases));
        std::vector<ComparedMatter> matters;
        std::vector<SimilarCase> similar;
        for (const StoredCase& stored : cases) {
            const Case& c = stored.state;
            const auto row = sealed.find(c.id);
            if (!stored.wrapped_key || row == sealed.end()) continue;
            LD_TRY(const auto key, services_.vault.Unwrap(c.id, *stored.wrapped_key));
            LD_TRY(const auto plain, services_.vault.Open(key, c.id, c.narrative.row, row->second,
                                                          c.narrative.digest));
            LD_TRY(const auto narrative, DecodeNarrative(plain));
            matters.push_back(MatterOf(*city_, names_, c, narrative));
            matters.back().is_same_person = candidates_.at(c.id);
            similar.push_back(LineOf(c, narrative));
        }
        auto similarities = CompareAll(subject.matter, matters);
        for (std::size_t i = 0; i < similar.size(); ++i) {
            SimilarCase& each = similar[i];
            each.same_person = matters[i].is_same_person;
            each.score = similarities[i].score;
            each.merge_proposed = each.open && each.score >= kSameMatter;
            each.reasons = std::move(similarities[i].reasons);
            for (const SimilarReason reason : each.reasons)
                each.reason_labels.emplace_back(Label(reason));
            each.words = std::move(similarities[i].words);
        }
        return similar;
    }

    SimilarCase LineOf(const Case& c, const Narrative& narrative) const {
        SimilarCase line;
        line.id = c.id;
        line.title = narrative.title;
        line.state = c.state;
        line.state_label = Label(c.state);
        line.open = IsOpen(c.state);
        line.category = c.category;
        if (const Category* category = city_->FindCategory(c.category))
            line.category_name = category->name;
        line.place = c.place;
        if (const Place* place = city_->FindPlace(c.place)) line.place_name = place->name;
        line.opened_at = {c.opened_at, city_->calendar.offset};
        return line;
    }

    const Services& services_;
    const Principal& who_;
    const PlaceIndex& names_;
    Deadline deadline_;
    std::shared_ptr<const City> city_;
    std::vector<UnitCode> units_;
    std::map<CaseId, bool> candidates_;  ///< whether of the same person
};

}  // namespace

Result<SimilarCases> FindSimilar(const Services& services, const Principal& who,
                                 const PlaceIndex& names, const MatterAsked& asked,
                                 Deadline deadline) {
    const auto city = services.city.Current();
    Subject subject;
    const auto end = asked.text.find('\n');
    subject.matter.title = asked.text.substr(0, end);
    if (end != std::string::npos) subject.matter.text = asked.text.substr(end + 1);
    subject.matter.category = asked.category;
    subject.matter.may_be = asked.may_be;
    subject.matter.street = StreetOf(*city, asked.place);
    subject.matter.names = NamesIn(*city, names, asked.text);
    subject.matter.point = asked.point;
    subject.matter.opened_at = services.clock.Now();
    subject.phone = asked.phone;
    return Finder(services, who, names, deadline).Find(subject);
}

Result<SimilarCases> FindSimilarTo(const Services& services, const Principal& who,
                                   const PlaceIndex& names, CaseId id, Deadline deadline) {
    LD_TRY(const auto stored, LoadVisible(services, who, id, deadline));
    if (!stored.wrapped_key) return SimilarCases{};
    const auto city = services.city.Current();
    const Case& c = stored.state;
    LD_TRY(const auto texts, ReadTexts(services, stored, deadline));
    Subject subject;
    subject.matter = MatterOf(*city, names, c, texts.narrative);
    // Who may not know the person of a secret case must not meet them in other cases either.
    if (!IsPersonHidden(who, c, *city)) subject.phone = texts.caller.phone;
    subject.same.insert(id);
    subject.same.insert(c.merged_children.begin(), c.merged_children.end());
    if (c.merged_into) subject.same.insert(*c.merged_into);
    return Finder(services, who, names, deadline).Find(subject);
}

}  // namespace liandong
