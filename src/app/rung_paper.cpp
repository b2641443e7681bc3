#include "app/rung_paper.hpp"

#include <algorithm>

#include "domain/document/discipline_referral.hpp"
#include "domain/document/joint_conference.hpp"
#include "domain/document/raise.hpp"
#include "domain/document/supervision_order.hpp"

namespace liandong {
namespace {

class PaperMaker {
public:
    PaperMaker(const Services& services, const Principal& who, const StoredCase& about,
               const NextRung& next, Deadline deadline)
        : services_(services),
          who_(who),
          about_(about),
          next_(next),
          rung_(*next.rung),
          city_(services.city.Current()),
          deadline_(deadline),
          units_(UnitsOf(about.state)) {
        if (units_.empty()) units_.push_back(city_->hotline_unit);
        for (const UnitCode& unit : rung_.units) {
            if (std::ranges::find(units_, unit) == units_.end()) seats_.push_back(unit);
        }
        seats_.insert(seats_.begin(), units_.begin(), units_.end());
    }

    [[nodiscard]] Result<RungPaper> Make(DocumentId climb, const std::string& words) const {
        const std::string text = words.empty() ? OwnWords() : words;
        const std::vector<CaseId> cases{about_.state.id};
        switch (rung_.document) {
            case RungDocument::kReminder: return Reminder(climb);
            case RungDocument::kSupervisionOrder:
                return Paper<SupervisionOrder>(
                    IssueOrder{cases, units_.front(), next_.trigger, rung_.level, rung_.by,
                               rung_.limit, Sealed<std::string>{text, {}}},
                    "督办件");
            case RungDocument::kJointConference:
                return Paper<JointConference>(CallConference{cases,
                                                             seats_,
                                                             next_.trigger,
                                                             rung_.level,
                                                             rung_.limit,
                                                             {},
                                                             Sealed<std::string>{text, {}}},
                                              "联席会议");
            case RungDocument::kRaise:
                return Paper<Raise>(
                    RaiseCase{cases, Above(), units_.front(), next_.trigger, rung_.level,
                              rung_.limit, Sealed<std::string>{text, {}}},
                    "提级办理");
            case RungDocument::kDisciplineReferral:
                return Paper<DisciplineReferral>(
                    ProposeReferral{cases, units_.front(), next_.trigger, rung_.level,
                                    Sealed<std::string>{text, {}}},
                    "");
        }
        return Failure{Bug("a rung without a paper")};
    }

private:
    [[nodiscard]] std::string OwnWords() const {
        return rung_.name + "：" + rung_.effect + "（" + std::string(TriggerLabel(next_.trigger)) +
               "）";
    }

    /// The leader's unit: the one that the rung names, else the root of the tree.
    [[nodiscard]] UnitCode Above() const {
        if (city_->FindUnit(rung_.to) != nullptr) return rung_.to;
        for (const Unit& unit : city_->units) {
            if (unit.parent.value.empty()) return unit.code;
        }
        return city_->hotline_unit;
    }

    [[nodiscard]] std::optional<OutboxMessage> Tell(DocumentId id, const std::string& what) const {
        const Unit* unit = city_->FindUnit(units_.front());
        if (unit == nullptr || unit->email.empty() || what.empty()) return std::nullopt;
        const std::string number = std::to_string(about_.state.id.value);
        return OutboxMessage{
            "rung-" + number + "-" + std::to_string(rung_.level) + "-" + unit->code.value,
            "mail",
            unit->email,
            city_->short_name + "12345 " + what + " " + number,
            unit->name + "：\n\n工单 " + number + "：" + OwnWords() + "\n\n请登录系统查看。\n",
            id};
    }

    template <class D>
    [[nodiscard]] Result<RungPaper> Paper(DocumentCommand<D> command,
                                          const std::string& what) const {
        LD_TRY(auto made, PrepareDocument<D>(services_, who_, std::move(command), {about_.state.id},
                                             rung_.level, deadline_));
        if (auto message = Tell(made.state.id, what))
            made.changes.documents.front().outbox.push_back(*std::move(message));
        return RungPaper{made.state.id, std::move(made.changes)};
    }

    [[nodiscard]] Result<RungPaper> Reminder(DocumentId climb) const {
        RungPaper paper;
        LD_TRY(auto line,
               DecideChange(
                   services_, *city_, WithPermission(who_, Code(CaseAction::kLinkDocument)), about_,
                   LinkDocument{climb, std::string(Code(DocumentKind::kClimb)), "", rung_.level},
                   {}, {}));
        if (auto message = Tell(about_.state.id, rung_.name))
            line.outbox.push_back(*std::move(message));
        paper.changes.cases.push_back(std::move(line));
        return paper;
    }

    const Services& services_;
    const Principal& who_;
    const StoredCase& about_;
    const NextRung& next_;
    const Rung& rung_;
    std::shared_ptr<const City> city_;  // shared: the city may be swapped meanwhile
    Deadline deadline_;
    std::vector<UnitCode> units_;
    std::vector<UnitCode> seats_;
};

}  // namespace

Result<RungPaper> PrepareRungPaper(const Services& services, const Principal& who,
                                   const StoredCase& about, const NextRung& next, DocumentId climb,
                                   const std::string& words, Deadline deadline) {
    return PaperMaker(services, who, about, next, deadline).Make(climb, words);
}

}  // namespace liandong
