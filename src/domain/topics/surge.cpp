#include "domain/topics/surge.hpp"

#include <algorithm>
#include <cmath>

namespace liandong {
namespace {

constexpr double kForget = 0.9;   // what a day of one kind weighs less with the next of its kind
constexpr double kShapeMax = 30;  // no two days are alike: a fifth up or down says nothing
constexpr double kPriorShape = 0.5;
constexpr double kMeanMin = 0.02;  // people an hour, where nothing ever happened
constexpr std::int64_t kBucketMillis = 30LL * 60 * 1000;

std::int64_t FloorDiv(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::int64_t BucketOf(Instant at, UtcOffset offset) {
    return FloorDiv(ToMillis(at + offset), kBucketMillis);
}
Instant StartOfBucket(std::int64_t number, UtcOffset offset) {
    return FromMillis(number * kBucketMillis) - offset;
}
Day DayOfBucket(std::int64_t number) { return Day{std::chrono::days{FloorDiv(number, 48)}}; }
std::size_t HalfHour(std::int64_t number) {
    return static_cast<std::size_t>(number - FloorDiv(number, 48) * 48);
}

}  // namespace

DayKind DayKindOf(Day day, const Calendar& calendar) {
    if (!calendar.IsWorkday(day))
        return calendar.NameOf(day).empty() ? DayKind::kDayOff : DayKind::kHoliday;
    return calendar.IsWorkday(day - std::chrono::days(1)) ? DayKind::kWorkday
                                                          : DayKind::kFirstWorkday;
}

double TailOf(std::size_t count, double mean, double shape) {
    constexpr std::size_t kTermsMax = 10'000;  // behind `count`
    const double share = mean / (mean + shape);
    // From one term to the next: x + shape over x + 1, times the share.
    const auto step = [&](std::size_t x) {
        const auto at = static_cast<double>(x);
        return (at + shape) / (at + 1) * share;
    };
    double log_term = shape * std::log1p(-share);
    double below = 0;
    for (std::size_t x = 0; x < count; ++x) {
        below += std::exp(log_term);
        log_term += std::log(step(x));
    }
    // Where the terms still grow, what is below is told more exactly.
    if (static_cast<double>(count) <= mean) return std::clamp(1 - below, 0.0, 1.0);
    double term = std::exp(log_term);
    double sum = 0;
    for (std::size_t x = count; term > sum * 1e-9 && x < count + kTermsMax; ++x) {
        sum += term;
        term *= step(x);
    }
    return std::min(sum, 1.0);
}

void SurgeWatch::EndDays(Day day, const Calendar& calendar) {
    if (!began_) {
        began_ = true;
        day_ = day;
        return;
    }
    constexpr std::int32_t kDaysMax = 400;  // a longer silence is a new city
    for (std::int32_t ended = 0; day_ < day && ended < kDaysMax; ++ended) {
        const auto kind = static_cast<std::size_t>(DayKindOf(day_, calendar));
        // A series that is still in that day's last half hour is closed first.
        const std::int64_t next =
            std::int64_t{(day_ + std::chrono::days(1)).time_since_epoch().count()} * 48;
        for (auto& [key, series] : series_) {
            MoveTo(series, std::max(next, series.now.number), calendar);
            for (float& count : series.past[kind]) count *= static_cast<float>(kForget);
        }
        days_[kind] = (days_[kind] + 1) * kForget;
        ++days_seen_;
        day_ += std::chrono::days(1);
    }
    day_ = std::max(day_, day);
}

void SurgeWatch::Learn(Series& series, const Bucket& bucket, const Calendar& calendar) {
    if (bucket.number < 0 || bucket.persons.empty()) return;
    auto learnt = static_cast<double>(bucket.persons.size());
    if (series.surged) learnt = std::min(learnt, UsualOf(series, bucket.number, calendar).mean / 2);
    const auto kind = static_cast<std::size_t>(DayKindOf(DayOfBucket(bucket.number), calendar));
    series.past[kind][HalfHour(bucket.number)] += static_cast<float>(learnt);
}

void SurgeWatch::MoveTo(Series& series, std::int64_t number, const Calendar& calendar) {
    if (series.now.number >= number) return;
    Learn(series, series.now, calendar);
    const bool follows = series.now.number == number - 1;
    series.surged = series.surged && follows;
    series.before = follows ? std::move(series.now) : Bucket{};
    series.now = Bucket{};
    series.now.number = number;
    series.persons = series.before.persons.size();
}

// The hour of `number` and the half hour before. Neighbouring half hours help where days are few.
SurgeWatch::Usual SurgeWatch::UsualOf(const Series& series, std::int64_t number,
                                      const Calendar& calendar) const {
    const DayKind kind = DayKindOf(DayOfBucket(number), calendar);
    double seen = 0;
    double days = 0;
    double all_seen = 0;
    double all_days = 0;
    for (std::size_t other = 0; other < kDayKinds; ++other) {
        const bool is_same = other == static_cast<std::size_t>(kind);
        // Holidays are few: days off tell something of them.
        const bool is_kin =
            kind == DayKind::kHoliday && other == static_cast<std::size_t>(DayKind::kDayOff);
        double weight = 0;
        if (is_same) weight = 1;
        if (is_kin) weight = 0.3;
        all_days += days_[other];
        days += weight * days_[other];
        for (std::size_t half = 0; half < kBuckets; ++half)
            all_seen += double{series.past[other][half]};
        for (const std::int64_t near : {number - 2, number - 1, number, number + 1})
            seen += weight * double{series.past[other][HalfHour(near)]};
    }
    const double usual =
        std::max(kMeanMin, all_days > 0 ? 2 * all_seen / (kBuckets * all_days) : 0);
    // Four half hours were counted for the two that are asked for.
    return {(seen / 2 + kPriorShape) / (days + kPriorShape / usual),
            std::min(seen / 2 + kPriorShape, kShapeMax)};
}

double SurgeWatch::ChanceLimit() const {
    constexpr double kSeriesMin = 100;
    const double series = std::max(kSeriesMin, static_cast<double>(series_.size()));
    return options_.false_warnings_a_month / (30.0 * kBuckets * series);
}

std::optional<SurgeFinding> SurgeWatch::Look(const Key& key, Series& series,
                                             const SurgeEvent& event, const Calendar& calendar) {
    if (days_seen_ < options_.days_min || series.persons < options_.persons_min) return {};
    const Usual usual = UsualOf(series, series.now.number, calendar);
    const double chance = TailOf(series.persons, usual.mean, usual.shape);
    if (chance >= ChanceLimit()) return {};
    series.surged = true;
    series.surge_at = event.at;
    series.surge_from = series.now.number;
    SurgeFinding finding;
    finding.begins = true;
    finding.group = key.group;
    finding.place = key.place;
    finding.from = StartOfBucket(series.now.number - 1, calendar.offset);
    finding.persons = series.persons;
    finding.expected = usual.mean;
    finding.chance = chance;
    std::set<CaseId> cases = series.before.cases;
    cases.insert(series.now.cases.begin(), series.now.cases.end());
    finding.cases.assign(cases.begin(), cases.end());
    return finding;
}

void SurgeWatch::Explain(Series& wider, const Series& surge) {
    for (Bucket* bucket : {&wider.before, &wider.now}) {
        for (const Bucket* explained : {&surge.before, &surge.now}) {
            for (const std::string& person : explained->persons) bucket->persons.erase(person);
            for (const CaseId id : explained->cases) bucket->cases.erase(id);
        }
    }
    const auto is_new = [&](const std::string& person) {
        return !wider.before.persons.contains(person);
    };
    wider.persons = wider.before.persons.size() +
                    static_cast<std::size_t>(std::ranges::count_if(wider.now.persons, is_new));
}

std::optional<SurgeFinding> SurgeWatch::Take(const SurgeEvent& event, const Calendar& calendar) {
    const std::int64_t number = BucketOf(event.at, calendar.offset);
    EndDays(DayOfBucket(number), calendar);
    std::vector<Key> keys;  // the narrowest first
    std::vector<PlaceCode> places = event.places;
    places.emplace_back();
    for (const std::string_view group : {std::string_view(event.group), kAllGroups}) {
        for (const PlaceCode& place : places) keys.push_back({std::string(group), place});
    }
    const std::string person =
        event.person.empty() ? "case " + std::to_string(event.id.value) : event.person;
    for (auto key = keys.begin(); key != keys.end(); ++key) {
        Series& series = series_[*key];
        if (series.now.number > number) {
            Bucket late;
            late.number = number;
            late.persons.insert(person);
            Learn(series, late, calendar);
            continue;
        }
        MoveTo(series, number, calendar);
        if (series.now.persons.insert(person).second && !series.before.persons.contains(person))
            ++series.persons;
        series.now.cases.insert(event.id);
        if (series.surge_from >= 0 && event.at - series.surge_at <= options_.quiet) {
            // Part of what people know already: their warning grows, no second one is raised.
            SurgeFinding more;
            more.group = key->group;
            more.place = key->place;
            const std::int64_t first = series.surge_from;
            more.from = StartOfBucket(first - 1, calendar.offset);
            more.cases = {event.id};
            // Whether it still rises: then its quiet time begins anew.
            (void)Look(*key, series, event, calendar);
            series.surge_from = first;
            return more;
        }
        if (auto found = Look(*key, series, event, calendar)) {
            // What one street explains is no news of its district.
            for (auto wider = key + 1; wider != keys.end(); ++wider)
                Explain(series_[*wider], series);
            return found;
        }
    }
    return std::nullopt;
}

}  // namespace liandong
