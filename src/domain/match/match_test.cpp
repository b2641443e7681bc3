#include "domain/match/match.hpp"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "domain/match/match_index.hpp"
#include "domain/testing/small_city.hpp"

namespace liandong {
namespace {

using testing::At;

// Two streets in one district, one far away; a community in each of the first two.
City PeopledCity() {
    City city = testing::SmallCity();
    const auto place = [](const char* code, PlaceKind kind, const char* parent, double lon) {
        return Place{PlaceCode{code}, code, kind, PlaceCode{parent}, GeoPoint{lon, 20.0}};
    };
    city.places = {place("1", PlaceKind::kCity, "", 110.0),
                   place("11", PlaceKind::kDistrict, "1", 110.0),
                   place("12", PlaceKind::kDistrict, "1", 111.0),
                   place("1101", PlaceKind::kStreet, "11", 110.00),
                   place("1102", PlaceKind::kStreet, "11", 110.01),
                   place("1103", PlaceKind::kStreet, "11", 110.02),
                   place("1104", PlaceKind::kStreet, "11", 110.03),
                   place("1105", PlaceKind::kStreet, "11", 110.04),
                   place("1106", PlaceKind::kStreet, "11", 110.50),
                   place("1201", PlaceKind::kStreet, "12", 111.00),
                   place("110101", PlaceKind::kCommunity, "1101", 110.0),
                   place("110201", PlaceKind::kCommunity, "1102", 110.01)};
    city.skills = {{"noise", "噪声"}, {"parking", "停车"}};
    city.shifts = {{"night", "夜班", ShiftDays::kAll, 20 * 60, 8 * 60}};
    city.BuildIndex();
    return city;
}

StaffMember Mediator(const char* code, const char* place) {
    return {code, code, "mediator", UnitCode{"A"}, PlaceCode{place}, {"noise"}, {"zh"}, "", ""};
}

class Matching : public ::testing::Test {
protected:
    void Hire(StaffMember person, Standing standing = {}) {
        city_.staff.push_back(std::move(person));
        standings_.push_back(std::move(standing));
    }
    Ranking Rank(Need need, const char* place = "110101") {
        city_.BuildIndex();
        const MatchIndex index(std::make_shared<const City>(city_));
        if (need.at == Instant{}) need.at = At("2026-03-02T09:00");
        index.SetPlace(need, PlaceCode{place});
        return index.Rank(need, standings_, 10);
    }
    static std::vector<std::string> Names(const Ranking& ranking) {
        std::vector<std::string> names;
        names.reserve(ranking.best.size());
        for (const Match& match : ranking.best) names.push_back(match.person);
        return names;
    }

    City city_ = PeopledCity();
    std::vector<Standing> standings_;
};

Need Noise() {
    Need need;
    need.kinds = {"mediator"};
    need.skills = {"noise"};
    return need;
}

using ::testing::ElementsAre;

TEST_F(Matching, PrefersWhoIsNearer) {
    Hire(Mediator("elsewhere", "1201"));
    Hire(Mediator("district", "1106"));
    Hire(Mediator("neighbour", "1102"));
    Hire(Mediator("street", "1101"));
    Hire(Mediator("community", "110101"));
    EXPECT_THAT(Names(Rank(Noise())),
                ElementsAre("community", "street", "neighbour", "district", "elsewhere"));
}

TEST_F(Matching, SaysWhyInWordsAndNumbersThatAddUp) {
    Hire(Mediator("m", "1101"), {2, {}, {}});
    Need need = Noise();
    need.skills = {"noise", "parking"};
    const Ranking ranking = Rank(need);
    ASSERT_EQ(ranking.best.size(), 1U);
    const Match& match = ranking.best.front();
    std::int32_t sum = 0;
    for (const MatchReason& reason : match.reasons) sum += reason.points;
    EXPECT_EQ(sum, match.points);
    EXPECT_EQ(match.reasons[0].text, "专长 1/2：噪声");
    EXPECT_EQ(match.reasons[0].points, 20);
    EXPECT_EQ(match.reasons[1].text, "同一街道：1101");
    EXPECT_EQ(match.reasons[1].points, 24);
    EXPECT_EQ(match.reasons[2].text, "在办 2 件（上限 8）");
    EXPECT_EQ(match.reasons[4].text, "当前在班");
}

TEST_F(Matching, ASkillThatAnExamOpensNeedsACertificateThatHolds) {
    ExamRule exam;
    exam.skill = "noise";
    city_.exams = {exam};
    const auto until = [](const char* skill, const char* at) {
        return Standing{0, {}, {}, {Certificate{skill, At(at)}}};
    };
    Hire(Mediator("holds", "1101"), until("noise", "2026-03-02T09:01"));
    Hire(Mediator("ran-out", "1101"), until("noise", "2026-03-02T09:00"));
    Hire(Mediator("other", "1101"), until("parking", "2027-03-02T09:00"));
    Hire(Mediator("never", "1101"));
    const Ranking ranking = Rank(Noise());
    EXPECT_THAT(Names(ranking), ElementsAre("holds"));
    EXPECT_EQ(ranking.left_out.at(static_cast<std::size_t>(LeftOut::kCertificate) - 1), 3);
}

TEST_F(Matching, WhoHasOneSkillAndNoCertificateForTheOtherIsFoundAndTheReasonSaysSo) {
    ExamRule exam;
    exam.skill = "parking";
    city_.exams = {exam};
    StaffMember both = Mediator("both", "1101");
    both.skills = {"noise", "parking"};
    Hire(both);
    Need need = Noise();
    need.skills = {"noise", "parking"};
    const Ranking ranking = Rank(need);
    ASSERT_EQ(ranking.best.size(), 1U);
    EXPECT_EQ(ranking.best.front().reasons[0].text, "专长 1/2：噪声；无有效合格证：停车");
}

TEST_F(Matching, ByHandTooNobodyIsChosenWithoutTheCertificateThatTheMatterAsksFor) {
    ExamRule exam;
    exam.skill = "noise";
    const StaffMember mediator = Mediator("m", "1101");
    StaffMember outsider = mediator;
    outsider.skills = {};
    Need need = Noise();
    need.at = At("2026-03-02T09:00");
    const Standing free;
    const Standing certified{0, {}, {}, {Certificate{"noise", At("2026-03-02T09:01")}}};
    const auto why = [&](const StaffMember& person, const Standing& standing) {
        return WhyNotChosen({&person, {}, false, standing}, need, city_);
    };
    EXPECT_EQ(why(outsider, free), std::nullopt) << "no exam: a person may know better";
    city_.exams = {exam};
    EXPECT_EQ(why(mediator, free), LeftOut::kCertificate);
    EXPECT_EQ(why(outsider, free), LeftOut::kCertificate);
    EXPECT_EQ(why(mediator, certified), std::nullopt);
    EXPECT_EQ(why(mediator, {8, {}, {}, certified.certificates}), LeftOut::kFull);
    need.at = At("2026-03-02T09:01");
    EXPECT_EQ(why(mediator, certified), LeftOut::kCertificate) << "it has run out";
}

TEST_F(Matching, TiesGoToWhoWaitedLongestAndThenToTheCode) {
    Hire(Mediator("b", "1101"), {0, At("2026-03-01T09:00"), {}});
    Hire(Mediator("a", "1101"), {0, At("2026-03-02T08:00"), {}});
    Hire(Mediator("d", "1101"));
    Hire(Mediator("c", "1101"));
    EXPECT_THAT(Names(Rank(Noise())), ElementsAre("c", "d", "b", "a"));
}

TEST_F(Matching, LeavesOutWhoeverCannotAndCountsWhy) {
    Hire(Mediator("fits", "1101"));
    StaffMember expert = Mediator("expert", "1101");
    expert.kind = "expert";
    Hire(expert);
    StaffMember unskilled = Mediator("unskilled", "1101");
    unskilled.skills = {"parking"};
    Hire(unskilled);
    Hire(Mediator("asked", "1101"));
    Hire(Mediator("away", "1101"), {0, {}, {{At("2026-03-01T00:00"), At("2026-03-03T00:00")}}});
    Hire(Mediator("back", "1101"), {0, {}, {{At("2026-03-01T00:00"), At("2026-03-02T09:00")}}});
    Hire(Mediator("full", "1101"), {8, {}, {}});
    StaffMember night = Mediator("night", "1101");
    night.shift = "night";
    Hire(night);
    Need need = Noise();
    need.excluded = {"asked"};
    need.at_work_required = true;
    const Ranking ranking = Rank(need);
    EXPECT_THAT(Names(ranking), ElementsAre("back", "fits"));
    EXPECT_EQ(ranking.fit, 2);
    EXPECT_THAT(ranking.left_out, ElementsAre(1, 1, 0, 1, 0, 1, 1, 1, 0));
}

TEST_F(Matching, FindsTheNightShiftAtHalfPastTen) {
    Hire(Mediator("day", "1101"));
    StaffMember night = Mediator("night", "1201");
    night.shift = "night";
    Hire(night);
    Need need = Noise();
    need.at_work_required = true;
    need.at = At("2026-03-02T22:30");
    EXPECT_THAT(Names(Rank(need)), ElementsAre("night"));
    need.at = At("2026-03-03T07:59");
    EXPECT_THAT(Names(Rank(need)), ElementsAre("night"));
    need.at = At("2026-03-03T09:00");
    EXPECT_THAT(Names(Rank(need)), ElementsAre("day"));
}

TEST_F(Matching, ALanguageIsAPreferenceUnlessNothingElseIsUnderstood) {
    StaffMember hainanese = Mediator("speaks", "1106");
    hainanese.languages = {"zh", "hnm"};
    Hire(hainanese);
    Hire(Mediator("near", "110101"));
    Need need = Noise();
    need.language = "hnm";
    EXPECT_THAT(Names(Rank(need)), ElementsAre("near", "speaks"));
    need.language_required = true;
    const Ranking ranking = Rank(need);
    EXPECT_THAT(Names(ranking), ElementsAre("speaks"));
    EXPECT_EQ(ranking.left_out.at(4), 1);
}

TEST_F(Matching, AnUnknownPlacePrefersNobody) {
    Hire(Mediator("a", "110101"));
    Hire(Mediator("b", "1201"));
    const Ranking ranking = Rank(Noise(), "nowhere");
    ASSERT_EQ(ranking.best.size(), 2U);
    EXPECT_EQ(ranking.best[0].points, ranking.best[1].points);
    EXPECT_EQ(ranking.best[0].nearness, Nearness::kUnknown);
}

TEST_F(Matching, NobodyIsAnAnswerToo) {
    const Ranking ranking = Rank(Noise());
    EXPECT_TRUE(ranking.best.empty());
    EXPECT_EQ(ranking.fit, 0);
}

TEST(NeighbouringStreets, AreTheNearestFew) {
    const City city = PeopledCity();
    EXPECT_THAT(
        NeighboursOf(city, PlaceCode{"1101"}),
        ElementsAre(PlaceCode{"1102"}, PlaceCode{"1103"}, PlaceCode{"1104"}, PlaceCode{"1105"}));
    EXPECT_TRUE(NeighboursOf(city, PlaceCode{"110101"}).empty());
}

// ---- whatever the people and the need ---------------------------------------------------------------

template <class T>
T Pick(const std::vector<T>& all) {
    return *rc::gen::elementOf(all);
}

struct MadeUp {
    std::shared_ptr<const City> city;
    std::vector<Standing> standings;
    Need need;
};

MadeUp MakeUp() {
    const std::vector<std::string> kinds{"mediator", "expert", "grid_worker"};
    const std::vector<std::string> skills{"noise", "parking", "land"};
    const std::vector<std::string> places{"1", "11", "1101", "1102", "1106", "1201", "110101"};
    const std::vector<std::string> languages{"zh", "hnm"};
    MadeUp made;
    City city = PeopledCity();
    const int people = *rc::gen::inRange(0, 40);
    for (int i = 0; i < people; ++i) {
        StaffMember person = Mediator(("p" + std::to_string(i)).c_str(), Pick(places).c_str());
        person.kind = Pick(kinds);
        person.skills = {Pick(skills)};
        person.languages = {Pick(languages)};
        person.shift = *rc::gen::arbitrary<bool>() ? "night" : "";
        city.staff.push_back(person);
        Standing standing{*rc::gen::inRange(0, 10), {}, {}};
        if (*rc::gen::arbitrary<bool>())
            standing.last_assigned = FromMillis(*rc::gen::inRange(0, 5));
        if (*rc::gen::inRange(0, 5) == 0)
            standing.leaves.push_back({At("2026-03-01T00:00"), At("2026-03-04T00:00")});
        made.standings.push_back(standing);
    }
    city.BuildIndex();
    made.city = std::make_shared<const City>(std::move(city));
    Need& need = made.need;
    if (*rc::gen::arbitrary<bool>()) need.kinds = {Pick(kinds)};
    if (*rc::gen::arbitrary<bool>()) need.skills = {Pick(skills), Pick(skills)};
    if (need.skills.size() == 2 && need.skills[0] == need.skills[1]) need.skills.pop_back();
    if (*rc::gen::arbitrary<bool>()) need.language = Pick(languages);
    need.language_required = !need.language.empty() && *rc::gen::arbitrary<bool>();
    need.at_work_required = *rc::gen::arbitrary<bool>();
    need.within_street = *rc::gen::arbitrary<bool>();
    need.excluded = {"p1", "p2"};
    need.at = At("2026-03-02T22:30");
    MatchIndex(made.city).SetPlace(need, PlaceCode{Pick(places)});
    return made;
}

std::vector<Candidate> Everyone(const MadeUp& made) {
    std::vector<Candidate> all;
    for (std::size_t i = 0; i < made.standings.size(); ++i) {
        const StaffMember& person = made.city->staff[i];
        all.push_back({&person, AreaOf(*made.city, person.place),
                       made.city->IsAtWork(person, made.need.at), made.standings[i]});
    }
    return all;
}

TEST(MatchingProperty, TheIndexFindsWhatAScanOfEverybodyFinds) {
    EXPECT_TRUE(rc::check([] {
        const MadeUp made = MakeUp();
        const Ranking scanned = RankPeople(Everyone(made), made.need, *made.city, 100);
        const Ranking found = MatchIndex(made.city).Rank(made.need, made.standings, 100);
        RC_ASSERT(found.best == scanned.best);
        RC_ASSERT(found.fit == scanned.fit);
        RC_ASSERT(found.left_out == scanned.left_out);
    }));
}

TEST(MatchingProperty, TheOrderOfTheCandidatesDoesNotMatter) {
    EXPECT_TRUE(rc::check([] {
        const MadeUp made = MakeUp();
        std::vector<Candidate> all = Everyone(made);
        const Ranking before = RankPeople(all, made.need, *made.city, 100);
        std::mt19937 shuffle(*rc::gen::arbitrary<std::uint32_t>());
        std::ranges::shuffle(all, shuffle);
        RC_ASSERT(RankPeople(all, made.need, *made.city, 100).best == before.best);
    }));
}

TEST(MatchingProperty, EverybodyIsRankedOrCountedAndReasonsAddUp) {
    EXPECT_TRUE(rc::check([] {
        const MadeUp made = MakeUp();
        const Ranking ranking = MatchIndex(made.city).Rank(made.need, made.standings, 100);
        std::int32_t accounted = ranking.fit;
        for (const std::int32_t count : ranking.left_out) accounted += count;
        RC_ASSERT(accounted == static_cast<std::int32_t>(made.standings.size()));
        for (std::size_t i = 0; i < ranking.best.size(); ++i) {
            const Match& match = ranking.best[i];
            std::int32_t sum = 0;
            for (const MatchReason& reason : match.reasons) {
                RC_ASSERT(reason.points >= 0 && reason.points <= reason.points_max);
                sum += reason.points;
            }
            RC_ASSERT(sum == match.points);
            RC_ASSERT(!made.need.excluded.contains(match.person));
            if (i > 0) RC_ASSERT(ranking.best[i - 1].points >= match.points);
        }
    }));
}

TEST(MatchingProperty, MoreWorkNeverRaisesAnybody) {
    EXPECT_TRUE(rc::check([] {
        MadeUp made = MakeUp();
        const MatchIndex index(made.city);
        const Ranking before = index.Rank(made.need, made.standings, 100);
        if (before.best.empty()) return;
        const std::string busy = before.best.back().person;
        ++made.standings[index.IndexOf(busy)].open;
        const Ranking after = index.Rank(made.need, made.standings, 100);
        const bool is_last =
            after.best.size() < before.best.size() || after.best.back().person == busy;
        RC_ASSERT(is_last);
    }));
}

}  // namespace
}  // namespace liandong
