#include "app/propose_case.hpp"

#include <algorithm>

#include "app/category_reasons.hpp"
#include "app/urgent_share.hpp"
#include "base/text.hpp"

namespace liandong {
namespace {

/// What is typed is read up to here; a case's own text may be longer.
constexpr std::size_t kTextCodePointsMax = 5'000;
/// Below it a guess does not say what the case is when it is compared with others.
constexpr double kGuessCompared = 0.3;
/// Cases, people and articles are looked for under so many guesses, none less likely than this.
constexpr std::size_t kGuessesFollowed = 3;
constexpr double kGuessFollowed = 0.1;
/// Below it a part of a text is taken to go on with what was said before.
constexpr double kPartGuessed = 0.35;

std::string CategoryName(const City& city, const CategoryCode& code) {
    const Category* category = city.FindCategory(code);
    return category == nullptr ? std::string() : category->name;
}

std::vector<CategoryGuess> WithReasons(const City& city, Classifier& classifier,
                                       std::string_view text,
                                       const std::vector<GuessView>& guesses) {
    auto* reasons = dynamic_cast<CategoryReasons*>(&classifier);
    std::vector<CategoryGuess> views;
    for (const GuessView& guess : guesses) {
        CategoryGuess view{guess.category, guess.category_name, guess.probability, {}};
        if (reasons != nullptr) view.words = reasons->Reasons(city, text, guess.category);
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<TypeGuessView> TypesIn(std::string_view text, const Category* category) {
    std::vector<TypeGuessView> views;
    const RequestType* usual = category == nullptr ? nullptr : &category->usual_type;
    for (TypeGuess& guess : TypesOf(text, usual)) {
        views.push_back(
            {guess.type, std::string(Label(guess.type)), guess.share, std::move(guess.words)});
    }
    return views;
}

std::vector<SignalView> ViewsOf(const std::vector<Signal>& signals) {
    std::vector<SignalView> views;
    views.reserve(signals.size());
    for (const Signal& signal : signals) {
        views.push_back({signal.kind, std::string(Label(signal.kind)), signal.sense,
                         std::string(Label(signal.sense)), signal.found,
                         static_cast<std::int64_t>(signal.at)});
    }
    return views;
}

std::vector<FoundPlaceView> ViewsOf(const City& city, const std::vector<FoundPlace>& found) {
    std::vector<FoundPlaceView> views;
    for (const FoundPlace& one : found) {
        const Place* place = city.FindPlace(one.place);
        views.push_back({one.text, static_cast<std::int64_t>(one.at),
                         static_cast<std::int64_t>(one.length), one.name, one.kind, one.place,
                         place == nullptr ? "" : place->name});
    }
    return views;
}

// What the case would most likely be, for finding others like it.
CategoryCode Compared(const Proposal& route) {
    if (!route.category.value.empty()) return route.category;
    if (!route.guesses.empty() && route.guesses.front().probability >= kGuessCompared)
        return route.guesses.front().category;
    return {};
}

// What it may be, likeliest first: the first guess is often not the right one, the right one often
// among the first few.
std::vector<CategoryCode> Followed(const Proposal& route, const CategoryCode& chosen) {
    if (!chosen.value.empty()) return {chosen};
    std::vector<CategoryCode> followed;
    for (const GuessView& guess : route.guesses) {
        if (followed.size() == kGuessesFollowed || guess.probability < kGuessFollowed) break;
        followed.push_back(guess.category);
    }
    return followed;
}

// Recall comes first: where nobody has chosen a category any guess that is an urgent one counts,
// and so do many that are too unlikely to be shown (docs/INTELLIGENCE.md).
bool MayBeUrgent(const City& city, Classifier& classifier, const ProposeRequest& asked,
                 const Proposal& route) {
    const auto is_urgent = [&](const CategoryCode& code) {
        const Category* category = city.FindCategory(code);
        return category != nullptr && category->urgent;
    };
    if (!asked.category.value.empty()) return is_urgent(asked.category);
    auto* share = dynamic_cast<UrgentShare*>(&classifier);
    if (share != nullptr) return share->ShareOfUrgent(city, asked.text) >= kUrgentShareMin;
    return std::ranges::any_of(route.guesses,
                               [&](const GuessView& guess) { return is_urgent(guess.category); });
}

}  // namespace

std::vector<PartView> ProposeParts(const City& city, Classifier& classifier,
                                   std::string_view text) {
    std::vector<PartView> parts;
    for (RequestPart& part : PartsOf(text)) {
        const auto guesses = classifier.Classify(city, part.text);
        const bool has_own = !guesses.empty() && guesses.front().probability >= kPartGuessed;
        const CategoryCode category = has_own ? guesses.front().category : CategoryCode{};
        const bool goes_on = !parts.empty() && (!has_own || parts.back().category == category);
        const auto length = static_cast<std::int64_t>(part.length);
        if (goes_on) {
            parts.back().text += part.text;
            parts.back().length += length;
        } else if (parts.size() == 1 && parts.front().category.value.empty()) {
            // A heading ("反映两个问题：") belongs to what comes first.
            PartView& first = parts.front();
            first.text += part.text;
            first.length += length;
            first.category = category;
            first.probability = has_own ? guesses.front().probability : 0;
        } else {
            parts.push_back({std::move(part.text),
                             static_cast<std::int64_t>(part.at),
                             length,
                             category,
                             {},
                             has_own ? guesses.front().probability : 0});
        }
    }
    if (parts.size() < 2) return {};
    for (PartView& part : parts) part.category_name = CategoryName(city, part.category);
    return parts;
}

std::shared_ptr<const CaseProposer::Index> CaseProposer::IndexOf(std::shared_ptr<const City> city) {
    auto kept = index_.With([](const auto& index) { return index; });
    if (kept != nullptr && kept->city == city) return kept;
    auto built = std::make_shared<const Index>(std::move(city));
    index_.With([&](auto& index) { index = built; });
    return built;
}

Result<void> CaseProposer::AddWhatHelps(const ProposeServices& propose, const Principal& who,
                                        const std::string& text,
                                        const std::vector<CategoryCode>& categories,
                                        CaseProposal& proposal, Deadline deadline) {
    if (!MayAnywhere(who, "view")) return {};
    LD_TRY(proposal.people,
           ProposePeople({propose.services, propose.people}, who,
                         {categories, proposal.place, proposal.route.lead, proposal.urgent},
                         deadline));
    ArticlesAsked asked{text, {}, proposal.place};
    for (const CategoryCode& category : categories) {
        const auto guess = std::ranges::find(proposal.guesses, category, &CategoryGuess::category);
        asked.categories.emplace_back(
            category, guess == proposal.guesses.end() ? std::vector<std::string>{} : guess->words);
    }
    proposal.articles = ProposeArticles({propose.services, propose.articles}, asked);
    return {};
}

Result<CaseProposal> CaseProposer::Propose(const ProposeServices& propose, const Principal& who,
                                           const ProposeRequest& request, Deadline deadline) {
    const Services& services = propose.services;
    const auto index = IndexOf(services.city.Current());
    const City& city = *index->city;
    const std::string text(FirstCodePoints(request.text, kTextCodePointsMax));
    CaseProposal proposal;
    ProposeRequest asked = request;
    asked.text = text;
    const std::vector<FoundPlace> found = index->names.Find(city, text);
    if (request.point) {
        const GridCell* cell = index->cells.Find(*request.point);
        if (cell != nullptr) proposal.grid_cell = cell->code;
        if (cell != nullptr && asked.place.value.empty()) asked.place = cell->community;
        asked.point.reset();  // it is known now where it lies
    }
    if (asked.place.value.empty()) asked.place = PlaceSaid(city, found);
    LD_TRY(auto route, ProposeRoute(services, asked, deadline));
    const Category* category = city.FindCategory(Compared(route));
    const std::vector<CategoryCode> followed = Followed(route, request.category);
    const std::vector<Signal> signals = SignalsOf(text);
    proposal.urgent_category = MayBeUrgent(city, services.classifier, asked, route);
    proposal.guesses = WithReasons(city, services.classifier, text, route.guesses);
    proposal.category = route.category;
    proposal.place = route.place;
    proposal.place_name = std::move(route.place_name);
    proposal.route = std::move(route.route);
    proposal.precedents = std::move(route.precedents);
    proposal.types = TypesIn(text, category);
    proposal.urgent = proposal.urgent_category || SpeaksOfDanger(signals);
    proposal.signals = ViewsOf(signals);
    proposal.places = ViewsOf(city, found);
    proposal.parts = ProposeParts(city, services.classifier, text);
    LD_TRY(auto similar, FindSimilar(services, who, index->names,
                                     {text, category == nullptr ? CategoryCode{} : category->code,
                                      followed, proposal.place, request.point, request.phone},
                                     deadline));
    proposal.near = std::move(similar.near);
    proposal.earlier = std::move(similar.earlier);
    LD_TRY(AddWhatHelps(propose, who, text, followed, proposal, deadline));
    return proposal;
}

Result<SimilarCases> CaseProposer::Similar(const Services& services, const Principal& who,
                                           CaseId id, Deadline deadline) {
    const auto index = IndexOf(services.city.Current());
    return FindSimilarTo(services, who, index->names, id, deadline);
}

}  // namespace liandong
