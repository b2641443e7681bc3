#include "app/propose_people.hpp"

#include <algorithm>

#include "app/duty_roster.hpp"

namespace liandong {
namespace {

constexpr std::size_t kOfEachMax = 2;

class PeopleProposer {
public:
    PeopleProposer(const PeopleServices& people, const Principal& who, const PeopleAsked& asked)
        : people_(people),
          who_(who),
          asked_(asked),
          city_(people.services.city.Current()),
          now_(people.services.clock.Now()) {
        people.board.Take(city_);
    }

    Result<void> AddOnCall(Deadline deadline) {
        if (!asked_.urgent || asked_.lead.value.empty()) return {};
        LD_TRY(const auto lines,
               ReadOnCallList(people_.services, who_, asked_.lead, now_, deadline));
        for (const RosterLine& line : lines) {
            if (found_.size() == kOfEachMax) break;
            PersonProposed person;
            person.code = line.user;
            person.name = line.name;
            person.role_label = line.role_label;
            person.unit = line.unit;
            person.unit_name = line.unit_name;
            person.phone = line.phone;
            person.phone_masked = line.phone_masked;
            Add(std::move(person), CallInReason::kOnCall);
        }
        return {};
    }

    void AddSkilled() {
        for (const CategoryCode& category : asked_.categories) {
            const MatchRule* rule = city_->MatchRuleFor(category);
            if (rule == nullptr) continue;
            Case meant;
            meant.category = category;
            meant.place = asked_.place;
            meant.urgent = asked_.urgent;
            AddBest(people_.board.NeedOf(meant, now_), CallInReason::kSkill, rule->name);
            return;
        }
    }

    // Whoever walks the streets of a whole district is nobody in particular.
    void AddOfGrid() {
        Need need = people_.board.NeedAt(asked_.place, now_);
        if (need.area.street.value.empty()) return;
        need.kinds = {"grid_worker"};
        need.within_street = true;
        need.at_work_required = asked_.urgent;
        AddBest(need, CallInReason::kGrid, "");
    }

    std::vector<PersonProposed> Take() { return std::move(found_); }

private:
    void AddBest(const Need& need, CallInReason reason, const std::string& rule) {
        for (const Match& match : people_.board.Rank(need, kOfEachMax).best) {
            const StaffMember* staff = city_->FindStaff(match.person);
            if (staff == nullptr) continue;
            PersonCard card = CardOf(*staff, *city_, who_, now_);
            PersonProposed person;
            person.code = std::move(card.code);
            person.name = std::move(card.name);
            person.role_label = std::move(card.kind_label);
            person.unit = std::move(card.unit);
            person.unit_name = std::move(card.unit_name);
            person.phone = std::move(card.phone);
            person.phone_masked = card.phone_masked;
            if (!rule.empty()) person.why.push_back(rule);
            for (const MatchReason& each : match.reasons) {
                if (each.points > 0) person.why.push_back(each.text);
            }
            Add(std::move(person), reason);
        }
    }

    void Add(PersonProposed person, CallInReason reason) {
        const bool is_there = std::ranges::any_of(found_, [&](const PersonProposed& other) {
            return !person.code.empty() && other.code == person.code;
        });
        if (is_there) return;
        person.reason = reason;
        person.reason_label = Label(reason);
        found_.push_back(std::move(person));
    }

    const PeopleServices& people_;
    const Principal& who_;
    const PeopleAsked& asked_;
    std::shared_ptr<const City> city_;  // shared with the CitySource
    Instant now_;
    std::vector<PersonProposed> found_;
};

}  // namespace

Result<std::vector<PersonProposed>> ProposePeople(const PeopleServices& people,
                                                  const Principal& who, const PeopleAsked& asked,
                                                  Deadline deadline) {
    if (!MayAnywhere(who, "view")) return std::vector<PersonProposed>{};
    PeopleProposer proposer(people, who, asked);
    LD_TRY(proposer.AddOnCall(deadline));
    proposer.AddSkilled();
    proposer.AddOfGrid();
    return proposer.Take();
}

}  // namespace liandong
