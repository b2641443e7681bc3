#include "domain/dispatch/try_rules.hpp"

#include <gtest/gtest.h>

#include "domain/testing/small_city.hpp"

namespace liandong {
namespace {

using testing::At;
using testing::SmallCity;

// Noise: by day the street, by night the police, and B for a street of its own.
City CityWithNoise() {
    City city = SmallCity();
    const auto rule = [](const char* id, const char* place, RuleHours hours, const char* lead) {
        return CatalogueRule{RuleId{id}, "010101", PlaceCode{place}, hours, lead, {}, "", ""};
    };
    city.places.push_back({PlaceCode{"1102"}, "渔港街道", PlaceKind::kStreet, PlaceCode{"11"}, {}});
    city.catalogue = {rule("harbour", "1102", RuleHours::kAny, "B"),
                      rule("day", "", RuleHours::kWorking, "S"),
                      rule("night", "", RuleHours::kOff, "B"),
                      {RuleId{"rest"}, "*", PlaceCode{}, RuleHours::kAny, "A", {}, "", ""}};
    city.BuildIndex();
    return city;
}

std::string Tried(const char* category, const char* place, Instant at,
                  const Precedent* precedent = nullptr) {
    const City city = CityWithNoise();
    std::string told;
    for (const TriedRule& each :
         TryRules(city, CategoryCode{category}, PlaceCode{place}, at, precedent)) {
        told +=
            (told.empty() ? "" : ", ") + each.rule.value + " " + std::string(Code(each.verdict));
    }
    return told;
}

TEST(TryRules, SaysOfEachRuleWhyItDecidesOrNot) {
    const Instant monday = At("2026-03-02T09:00");
    const Instant sunday = At("2026-03-01T09:00");
    EXPECT_EQ(Tried("010101", "1101", monday),
              "harbour other_place, day decides, night later, rest later");
    EXPECT_EQ(Tried("010101", "1101", sunday),
              "harbour other_place, day other_hours, night decides, rest later");
    EXPECT_EQ(Tried("010101", "1102", sunday),
              "harbour decides, day later, night later, rest later");
    EXPECT_EQ(Tried("020101", "1102", monday), "rest decides")
        << "the others speak of other matters";
}

TEST(TryRules, APrecedentStandsBeforeWhatIsLeftAndBehindARule) {
    const Instant monday = At("2026-03-02T09:00");
    Precedent ruled;
    ruled.unit = UnitCode{"B"};
    EXPECT_EQ(Tried("020101", "1102", monday, &ruled), "rest precedent");
    EXPECT_EQ(Tried("010101", "1102", monday, &ruled),
              "harbour decides, day later, night later, rest later");
}

TEST(TryRules, NamesTheRuleThatRoutes) {
    const City city = CityWithNoise();
    for (const char* place : {"", "11", "1101", "1102"}) {
        for (const char* at : {"2026-03-01T09:00", "2026-03-02T09:00", "2026-03-02T23:00"}) {
            const Route route =
                FindRoute(city, CategoryCode{"010101"}, PlaceCode{place}, At(at), nullptr);
            std::vector<RuleId> deciding;
            for (const TriedRule& each :
                 TryRules(city, CategoryCode{"010101"}, PlaceCode{place}, At(at))) {
                if (each.verdict == RuleVerdict::kDecides) deciding.push_back(each.rule);
            }
            EXPECT_EQ(deciding, std::vector{route.rule}) << place << " " << at;
        }
    }
}

}  // namespace
}  // namespace liandong
