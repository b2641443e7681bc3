#include "domain/match/match.hpp"

#include <algorithm>
#include <tuple>

#include "domain/geo/geo.hpp"

namespace liandong {
namespace {

bool Holds(const std::vector<std::string>& list, std::string_view wanted) {
    return std::ranges::find(list, wanted) != list.end();
}

// Whoever is named for a skill has it; one that an exam opens they have with a certificate only.
bool HasSkill(const Candidate& candidate, const std::string& skill, const Need& need,
              const City& city) {
    if (!Holds(candidate.person->skills, skill)) return false;
    if (!NeedsCertificate(city, skill)) return true;
    return std::ranges::any_of(candidate.standing.certificates, [&](const Certificate& held) {
        return held.skill == skill && need.at < held.valid_until;
    });
}

// What they are named for, and lack the certificate for.
bool LacksCertificate(const Candidate& candidate, const std::string& skill, const Need& need,
                      const City& city) {
    return Holds(candidate.person->skills, skill) && !HasSkill(candidate, skill, need, city);
}

std::int32_t SharedSkills(const Candidate& candidate, const Need& need, const City& city) {
    return static_cast<std::int32_t>(std::ranges::count_if(
        need.skills, [&](const auto& s) { return HasSkill(candidate, s, need, city); }));
}

// Somebody covers a spot when it lies within the place where they work.
bool Covers(const Area& home, const Area& spot) {
    if (!home.community.value.empty()) return home.community == spot.community;
    if (!home.street.value.empty()) return home.street == spot.street;
    if (!home.district.value.empty()) return home.district == spot.district;
    return true;
}

std::optional<LeftOut> WhyNot(const Candidate& candidate, const Need& need, const City& city) {
    const StaffMember& person = *candidate.person;
    if (!need.kinds.empty() && !Holds(need.kinds, person.kind)) return LeftOut::kKind;
    if (!need.skills.empty() && SharedSkills(candidate, need, city) == 0) {
        const bool is_named = std::ranges::any_of(need.skills, [&](const std::string& skill) {
            return LacksCertificate(candidate, skill, need, city);
        });
        return is_named ? LeftOut::kCertificate : LeftOut::kSkill;
    }
    if (need.within_street && !Covers(candidate.area, need.area)) return LeftOut::kPlace;
    if (need.excluded.contains(person.code)) return LeftOut::kExcluded;
    if (need.language_required && !Holds(person.languages, need.language))
        return LeftOut::kLanguage;
    if (IsAway(candidate.standing, need.at)) return LeftOut::kAway;
    if (need.at_work_required && !candidate.at_work) return LeftOut::kOffShift;
    if (candidate.standing.open >= city.match.open_max) return LeftOut::kFull;
    return std::nullopt;
}

// In hundredths of the weight.
std::int32_t ShareOf(Nearness nearness) {
    switch (nearness) {
        case Nearness::kCommunity: return 100;
        case Nearness::kStreet: return 80;
        case Nearness::kNeighbour: return 55;
        case Nearness::kDistrict: return 35;
        case Nearness::kCity: return 10;
        case Nearness::kUnknown: return 50;  // nobody is preferred where nothing is known
    }
    return 0;
}

struct Points {
    std::int32_t skills_shared = 0;
    Nearness nearness = Nearness::kUnknown;
    bool speaks = true;
    std::array<std::int32_t, 5> of{};  ///< by ReasonKind, from 1
    std::int32_t sum = 0;

    std::int32_t& operator[](ReasonKind kind) { return of.at(static_cast<std::size_t>(kind) - 1); }
    std::int32_t operator[](ReasonKind kind) const {
        return of.at(static_cast<std::size_t>(kind) - 1);
    }
};

Points PointsOf(const Candidate& candidate, const Need& need, const City& city) {
    const MatchSettings& settings = city.match;
    const MatchWeights& weights = settings.weights;
    Points points;
    points.skills_shared = SharedSkills(candidate, need, city);
    const auto wanted = static_cast<std::int32_t>(need.skills.size());
    points[ReasonKind::kSkill] =
        wanted == 0 ? weights.skill : weights.skill * points.skills_shared / wanted;
    points.nearness = NearnessOf(candidate.area, need.area, need.neighbours);
    points[ReasonKind::kArea] = weights.area * ShareOf(points.nearness) / 100;
    const std::int32_t room = settings.open_max - candidate.standing.open;
    points[ReasonKind::kLoad] =
        settings.open_max == 0 ? 0 : weights.load * room / settings.open_max;
    points.speaks = need.language.empty() || Holds(candidate.person->languages, need.language);
    points[ReasonKind::kLanguage] = points.speaks ? weights.language : 0;
    points[ReasonKind::kShift] = candidate.at_work ? weights.shift : 0;
    for (const std::int32_t part : points.of) points.sum += part;
    return points;
}

std::string SkillText(const Points& points, const Candidate& candidate, const Need& need,
                      const City& city) {
    if (need.skills.empty()) return "不要求专长";
    std::string names;
    std::string lacking;
    const auto add = [&](std::string& to, const std::string& code) {
        const Skill* skill = city.FindSkill(code);
        to += (to.empty() ? "" : "、") + (skill == nullptr ? code : skill->name);
    };
    for (const std::string& code : need.skills) {
        if (HasSkill(candidate, code, need, city)) add(names, code);
        if (LacksCertificate(candidate, code, need, city)) add(lacking, code);
    }
    return "专长 " + std::to_string(points.skills_shared) + "/" +
           std::to_string(need.skills.size()) + "：" + names +
           (lacking.empty() ? "" : "；无有效合格证：" + lacking);
}

std::string AreaText(const Points& points, const StaffMember& person, const City& city) {
    const Place* home = city.FindPlace(person.place);
    return std::string(Label(points.nearness)) + (home == nullptr ? "" : "：" + home->name);
}

std::string LanguageText(const Points& points, const Need& need) {
    if (need.language.empty()) return "不要求语言";
    return (points.speaks ? "会 " : "不会 ") + need.language;
}

std::string LoadText(const Candidate& candidate, const City& city) {
    return "在办 " + std::to_string(candidate.standing.open) + " 件（上限 " +
           std::to_string(city.match.open_max) + "）";
}

Match Explain(const Candidate& candidate, const Points& points, const Need& need,
              const City& city) {
    const StaffMember& person = *candidate.person;
    const MatchWeights& weights = city.match.weights;
    Match match{person.code,
                points.sum,
                points.nearness,
                candidate.standing.open,
                candidate.standing.last_assigned,
                {}};
    const auto add = [&](ReasonKind kind, std::int32_t most, std::string text) {
        match.reasons.push_back({kind, points[kind], most, std::move(text)});
    };
    add(ReasonKind::kSkill, weights.skill, SkillText(points, candidate, need, city));
    add(ReasonKind::kArea, weights.area, AreaText(points, person, city));
    add(ReasonKind::kLoad, weights.load, LoadText(candidate, city));
    add(ReasonKind::kLanguage, weights.language, LanguageText(points, need));
    add(ReasonKind::kShift, weights.shift, candidate.at_work ? "当前在班" : "当前不在班");
    return match;
}

struct Scored {
    const Candidate* candidate;
    Points points;

    [[nodiscard]] auto Key() const {
        // An empty time sorts before every other: who never was assigned waited longest.
        return std::tuple(-points.sum, candidate->standing.last_assigned, candidate->standing.open,
                          std::string_view(candidate->person->code));
    }
};

}  // namespace

Area AreaOf(const City& city, const PlaceCode& place) {
    const auto code = [&](PlaceKind kind) {
        const Place* found = city.Enclosing(place, kind);
        return found == nullptr ? PlaceCode{} : found->code;
    };
    return {code(PlaceKind::kCommunity), code(PlaceKind::kStreet), code(PlaceKind::kDistrict)};
}

bool IsAway(const Standing& standing, Instant at) {
    return std::ranges::any_of(
        standing.leaves, [&](const Leave& leave) { return leave.from <= at && at < leave.to; });
}

std::optional<LeftOut> WhyNotChosen(const Candidate& chosen, const Need& need, const City& city) {
    const bool is_behind_exam = std::ranges::any_of(
        need.skills, [&](const std::string& skill) { return NeedsCertificate(city, skill); });
    if (is_behind_exam && SharedSkills(chosen, need, city) == 0) return LeftOut::kCertificate;
    if (IsAway(chosen.standing, need.at)) return LeftOut::kAway;
    if (chosen.standing.open >= city.match.open_max) return LeftOut::kFull;
    return std::nullopt;
}

bool NeedsCertificate(const City& city, std::string_view skill) {
    return std::ranges::any_of(city.exams,
                               [&](const ExamRule& exam) { return exam.skill == skill; });
}

Nearness NearnessOf(const Area& home, const Area& spot, std::span<const PlaceCode> neighbours) {
    const auto same = [](const PlaceCode& a, const PlaceCode& b) {
        return !a.value.empty() && a == b;
    };
    if (same(home.community, spot.community)) return Nearness::kCommunity;
    if (same(home.street, spot.street)) return Nearness::kStreet;
    if (!home.street.value.empty() &&
        std::ranges::find(neighbours, home.street) != neighbours.end())
        return Nearness::kNeighbour;
    if (same(home.district, spot.district)) return Nearness::kDistrict;
    return spot.district.value.empty() ? Nearness::kUnknown : Nearness::kCity;
}

Ranking RankPeople(std::span<const Candidate> candidates, const Need& need, const City& city,
                   std::size_t limit) {
    Ranking ranking;
    std::vector<Scored> scored;
    scored.reserve(candidates.size());
    for (const Candidate& candidate : candidates) {
        if (const auto why = WhyNot(candidate, need, city)) {
            ++ranking.left_out.at(static_cast<std::size_t>(*why) - 1);
            continue;
        }
        scored.push_back({&candidate, PointsOf(candidate, need, city)});
    }
    ranking.fit = static_cast<std::int32_t>(scored.size());
    limit = std::min(limit, scored.size());
    std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(limit),
                      scored.end(),
                      [](const Scored& a, const Scored& b) { return a.Key() < b.Key(); });
    for (std::size_t i = 0; i < limit; ++i)
        ranking.best.push_back(Explain(*scored[i].candidate, scored[i].points, need, city));
    return ranking;
}

std::vector<PlaceCode> NeighboursOf(const City& city, const PlaceCode& street) {
    const Place* here = city.FindPlace(street);
    if (here == nullptr || here->kind != PlaceKind::kStreet || !here->centre) return {};
    std::vector<std::pair<double, const Place*>> others;
    for (const Place& place : city.places) {
        if (place.kind == PlaceKind::kStreet && place.code != street && place.centre)
            others.emplace_back(DistanceMetres(*here->centre, *place.centre), &place);
    }
    std::ranges::sort(others, {}, [](const auto& other) {
        return std::pair(other.first, std::string_view(other.second->code.value));
    });
    std::vector<PlaceCode> nearest;
    for (std::size_t i = 0; i < std::min(kNeighboursMax, others.size()); ++i)
        nearest.push_back(others[i].second->code);
    return nearest;
}

}  // namespace liandong
