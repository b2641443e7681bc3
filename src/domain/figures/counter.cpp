#include "domain/figures/counter.hpp"

#include <array>

namespace liandong {
namespace {

constexpr std::int32_t kHundred = 100;

std::chrono::year_month_day DateOf(Day day) { return std::chrono::year_month_day{day}; }

std::string TwoDigits(std::int32_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::int32_t MonthPeriod(Day day) {
    const auto date = DateOf(day);
    return static_cast<int>(date.year()) * kHundred +
           static_cast<std::int32_t>(static_cast<unsigned>(date.month()));
}

std::int32_t DayPeriod(Day day) {
    return MonthPeriod(day) * kHundred +
           static_cast<std::int32_t>(static_cast<unsigned>(DateOf(day).day()));
}

Day FirstOfMonth(Day day) {
    const auto date = DateOf(day);
    return std::chrono::local_days{date.year() / date.month() / 1};
}

Day LastOfMonth(Day day) {
    const auto date = DateOf(day);
    return std::chrono::local_days{date.year() / date.month() / std::chrono::last};
}

std::string PeriodText(std::int32_t period) {
    constexpr std::int32_t kFirstDay = 1'000'000;
    if (period < kFirstDay) {
        return std::to_string(period / kHundred) + "-" + TwoDigits(period % kHundred);
    }
    return PeriodText(period / kHundred) + "-" + TwoDigits(period % kHundred);
}

std::vector<std::pair<Measure, std::int64_t>> MeasuresOf(FactKind kind, std::uint16_t marks,
                                                         std::int64_t count, std::int64_t amount) {
    std::vector<std::pair<Measure, std::int64_t>> measures;
    for (int bit = 0; bit < kAmountBit; ++bit) {
        if ((marks & (1U << bit)) != 0) measures.emplace_back(MeasureOf(kind, bit), count);
    }
    if (amount != 0) measures.emplace_back(MeasureOf(kind, kAmountBit), amount);
    return measures;
}

std::vector<std::pair<Measure, std::int64_t>> MeasuresOf(const Fact& fact) {
    return MeasuresOf(fact.kind, fact.marks, 1, fact.amount);
}

void Count(const Fact& fact, std::int64_t times, Counters& into) {
    const std::int32_t day = DayPeriod(fact.day);
    const std::int32_t month = MonthPeriod(fact.day);
    const std::array<std::pair<Grain, std::string>, 6> alone{{
        {Grain::kCity, ""},
        {Grain::kUnit, fact.unit.value},
        {Grain::kPlace, fact.place.value},
        {Grain::kCategory, fact.category.value},
        {Grain::kType, std::string(Code(fact.type))},
        {Grain::kChannel, std::string(Code(fact.channel))},
    }};
    for (const auto& [measure, by] : MeasuresOf(fact)) {
        const std::int64_t change = by * times;
        for (const auto& [grain, code] : alone) {
            into[{measure, fact.exempt, grain, Step::kDay, code, day, "", ""}] += change;
            into[{measure, fact.exempt, grain, Step::kMonth, code, month, "", ""}] += change;
        }
        into[{measure, fact.exempt, Grain::kPlaceCategory, Step::kMonth, fact.place.value, month,
              fact.category.value, ""}] += change;
        into[{measure, fact.exempt, Grain::kUnitCategoryPlace, Step::kMonth, fact.unit.value, month,
              fact.category.value, fact.place.value}] += change;
    }
}

}  // namespace liandong
