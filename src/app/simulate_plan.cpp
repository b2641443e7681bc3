#include "app/simulate_plan.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "app/simulate_texts.hpp"

namespace liandong {
namespace {

using namespace std::chrono_literals;

// Calls of each hour in 1,000 of a day: our reading of a public month of a call centre's log, its
// closed night raised to what a hotline that never closes is told by its own users (DOMAIN §10).
constexpr std::array kHourWeights{8,  5,  4,  3,  3,  6,  14, 34, 66, 76, 78, 70,
                                  56, 54, 68, 72, 70, 62, 54, 52, 48, 42, 33, 22};
// Cases of a weekday in per mille of a mean day, Monday first.
constexpr std::array kWeekdayPermille{1120, 1090, 1070, 1040, 1050, 840, 790};

struct Weight {
    std::string_view prefix;
    int weight;
};
// What people bring most (DOMAIN §1.3): moving a parked car, noise, vehicle offices, illegal
// parking, property management, social insurance, business, talent, developers, housing fund. The
// rest shares two fifths.
constexpr std::array kTopTopics{
    Weight{"010803", 1150}, Weight{"010701", 260}, Weight{"010703", 230}, Weight{"010704", 180},
    Weight{"010702", 160},  Weight{"010912", 170}, Weight{"030601", 230}, Weight{"030602", 260},
    Weight{"030603", 150},  Weight{"010813", 180}, Weight{"021201", 200}, Weight{"021203", 230},
    Weight{"010801", 450},  Weight{"010802", 170}, Weight{"010901", 260}, Weight{"010902", 190},
    Weight{"010903", 150},  Weight{"020201", 190}, Weight{"020202", 120}, Weight{"020204", 150},
    Weight{"020205", 100},  Weight{"031101", 260}, Weight{"031102", 110}, Weight{"011001", 130},
    Weight{"011002", 150},  Weight{"011003", 110}, Weight{"031201", 80},  Weight{"031202", 150},
    Weight{"031203", 80},
};

int WeightOf(const Category& category) {
    for (const Weight& top : kTopTopics) {
        if (category.code.value == top.prefix) return top.weight;
    }
    switch (category.usual_type) {
        case RequestType::kConsultation: return 22;
        case RequestType::kHelp: return category.urgent ? 4 : 12;
        case RequestType::kComplaint: return 12;
        case RequestType::kReport: return category.urgent ? 2 : 5;
        case RequestType::kSuggestion: return 6;
        case RequestType::kPraise: return 50;
    }
    return 1;
}

struct ChannelWeight {
    Channel channel;
    int weight;
};
// By phone above all (DOMAIN §10); what inspectors upload comes as the grid's own cases.
constexpr std::array kChannels{
    ChannelWeight{Channel::kPhone, 700},   ChannelWeight{Channel::kWeChat, 110},
    ChannelWeight{Channel::kGrid, 70},     ChannelWeight{Channel::kApp, 40},
    ChannelWeight{Channel::kProvince, 28}, ChannelWeight{Channel::kWeb, 25},
    ChannelWeight{Channel::kLinked, 15},   ChannelWeight{Channel::kMail, 6},
    ChannelWeight{Channel::kVisit, 4},     ChannelWeight{Channel::kMedia, 2},
};

Channel DrawChannel(SeededRandom& random) {
    std::array<int, kChannels.size()> weights{};
    std::ranges::transform(kChannels, weights.begin(), &ChannelWeight::weight);
    return kChannels.at(random.Weighted(weights)).channel;
}

// The usual type, but many who could complain only ask, and few who complain want to report.
RequestType DrawType(SeededRandom& random, const Category& category) {
    const RequestType usual = category.usual_type;
    if (usual == RequestType::kConsultation) return random.Chance(30) ? RequestType::kHelp : usual;
    if (!category.urgent && random.Chance(150)) return RequestType::kConsultation;
    if (usual == RequestType::kReport && random.Chance(700)) return RequestType::kComplaint;
    return usual;
}

}  // namespace

ArrivalPlan::ArrivalPlan(const City& city, std::uint64_t seed, std::int32_t cases_per_day)
    : city_(city), seed_(seed), cases_per_day_(cases_per_day) {
    for (const Category& category : city.categories)
        category_weights_.push_back(WeightOf(category));
    auto finest = PlaceKind::kCity;
    for (const Place& place : city.places) finest = std::max(finest, place.kind);
    for (std::size_t i = 0; i < city.places.size(); ++i) {
        if (city.places[i].kind != finest) continue;
        communities_.push_back(i);
        // Some quarters are large: one in seven has nine times the cases of the smallest.
        constexpr std::array kSizes{1, 2, 3, 9, 2, 4, 1};
        community_weights_.push_back(kSizes.at(i % kSizes.size()));
    }
}

std::vector<Matter> ArrivalPlan::MattersOf(Day day, std::uint64_t first_number) const {
    const auto day_number = static_cast<std::uint64_t>(day.time_since_epoch().count());
    SeededRandom random(seed_, day_number);
    const std::chrono::weekday weekday{day};
    std::int64_t count =
        std::int64_t{cases_per_day_} * kWeekdayPermille.at(weekday.iso_encoding() - 1);
    count = count * random.Between(960, 1040) / 1'000'000;
    std::vector<Instant> arrivals;
    const Instant midnight = StartOf(day, city_.calendar.offset);
    for (std::int64_t i = 0; i < count; ++i) {
        const auto hour = std::chrono::hours{random.Weighted(kHourWeights)};
        arrivals.push_back(midnight + random.Between(hour, hour + 1h));
    }
    std::ranges::sort(arrivals);
    std::vector<Matter> matters;
    std::uint64_t number = first_number;
    for (const Instant at : arrivals) {
        SeededRandom own(seed_ ^ 0x5EEDULL, number);
        Matter matter;
        matter.cases.push_back(Compose(own, at, number++));
        const PlannedCase& first = matter.cases.front();
        const bool is_public =
            first.fate == Fate::kDispatch && first.request.command.type == RequestType::kComplaint;
        if (is_public && own.Chance(60)) {
            const auto others = own.Between(1, 3);
            Instant when = at;
            for (std::int64_t i = 0; i < others; ++i) {
                when += own.Between(Duration{20min}, Duration{20h});
                PlannedCase other = matter.cases.front();
                other.at = when;
                other.number = number++;
                other.fate = Fate::kMerge;
                other.request.command.caller.plain = InventCaller(own.Next(), city_);
                other.request.command.narrative.plain =
                    ComposeSecondVoice(own, matter.cases.front().request.command.narrative.plain);
                matter.cases.push_back(std::move(other));
            }
        }
        matters.push_back(std::move(matter));
    }
    return matters;
}

const Category& ArrivalPlan::DrawCategory(SeededRandom& random, bool is_night) const {
    const Category* drawn = &city_.categories[random.Weighted(category_weights_)];
    // At night people call because something cannot wait.
    for (int again = 0; is_night && !drawn->urgent && again < 2; ++again) {
        drawn = &city_.categories[random.Weighted(category_weights_)];
    }
    return *drawn;
}

void ArrivalPlan::DrawPlace(SeededRandom& random, OpenCase& command) const {
    const int known_permille = command.type == RequestType::kConsultation ? 350 : 920;
    if (communities_.empty() || !random.Chance(known_permille)) return;
    const Place& place = city_.places[communities_[random.Weighted(community_weights_)]];
    command.place = place.code;
    if (!place.centre || !random.Chance(600)) return;
    // Some 300 m around the quarter's centre.
    constexpr double kStep = 1e-5;
    command.point =
        GeoPoint{place.centre->lon + static_cast<double>(random.Between(-300, 300)) * kStep,
                 place.centre->lat + static_cast<double>(random.Between(-300, 300)) * kStep};
}

Fate ArrivalPlan::DrawFate(SeededRandom& random, const OpenCase& command, bool is_urgent) const {
    if (random.Chance(4)) return Fate::kVoid;
    if (!city_.decline_reasons.empty() && random.Chance(12)) return Fate::kDecline;
    if (is_urgent && !city_.hand_over_targets.empty() && random.Chance(25)) return Fate::kHandOver;
    // Two cases in three end at the desk: almost every question, and most cars that have to be
    // moved.
    const bool is_car = command.category.value == "010803";
    int desk_permille = 330;
    if (command.type == RequestType::kConsultation) desk_permille = 920;
    if (is_car) desk_permille = 880;
    if (command.type == RequestType::kReport || (is_urgent && !is_car)) desk_permille = 60;
    return random.Chance(desk_permille) ? Fate::kDesk : Fate::kDispatch;
}

PlannedCase ArrivalPlan::Compose(SeededRandom& random, Instant at, std::uint64_t number) const {
    const auto minute =
        (at - StartOf(DayOf(at, city_.calendar.offset), city_.calendar.offset)) / 1min;
    const bool is_night = minute < 6 * 60 || minute >= 22 * 60;
    const Category& category = DrawCategory(random, is_night);
    PlannedCase planned;
    planned.at = at;
    planned.number = number;
    planned.request.at = at;
    OpenCase& command = planned.request.command;
    command.channel = DrawChannel(random);
    command.type = DrawType(random, category);
    command.category = category.code;
    DrawPlace(random, command);
    // One in eight has called before: sixty people a city knows by their voices, and many who come
    // a second time.
    const bool is_known = random.Chance(120);
    const std::uint64_t person = is_known ? random.Below(random.Chance(400) ? 60 : 3000)
                                          : 1'000'000 + random.Next() % 1'000'000'000;
    command.caller.plain = InventCaller(person, city_);
    if (is_known && person < 60) command.caller.plain.tags = "多次来电";
    const Place* place = city_.FindPlace(command.place);
    command.narrative.plain = ComposeNarrative(random, category, command.type,
                                               place == nullptr ? std::string_view() : place->name);
    if (command.type == RequestType::kComplaint && random.Chance(40)) command.secret = true;
    planned.fate = DrawFate(random, command, category.urgent);
    planned.ask_supplement =
        planned.fate == Fate::kDispatch && !category.urgent && random.Chance(15);
    return planned;
}

}  // namespace liandong
