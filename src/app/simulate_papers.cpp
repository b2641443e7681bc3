#include "app/simulate_papers.hpp"

#include <algorithm>
#include <utility>

#include "app/climb_ladder.hpp"
#include "app/discipline.hpp"
#include "app/document_kinds.hpp"
#include "domain/document/joint_conference.hpp"
#include "domain/document/mediation.hpp"
#include "domain/document/offer.hpp"
#include "domain/document/raise.hpp"
#include "domain/document/supervision_order.hpp"

namespace liandong {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kPatience{60};
constexpr std::int32_t kPapersMax = 200;

Deadline Soon() { return Deadline::In(kPatience); }

// A paper that meets a refusal has moved on by itself; a fault of the store is another matter.
bool IsRefusal(const Error& error) {
    return error.kind == ErrorKind::kRejected || error.kind == ErrorKind::kForbidden ||
           error.kind == ErrorKind::kInvalid || error.kind == ErrorKind::kStale;
}

SealedText Say(const char* text) { return {text, {}}; }

Principal SupervisorOf(const City& city) {
    Principal who;
    who.actor = {ActorKind::kUser, "supervisor-1", city.hotline_unit};
    who.city_permissions = {"supervise", "view", "rule_appeal"};
    return who;
}

Principal HeadOfUnit(const UnitCode& unit) {
    Principal who;
    who.actor = {ActorKind::kUser, "head-" + unit.value, unit};
    who.unit_permissions = {"acknowledge", "sign", "finish", "instruct", "view"};
    return who;
}

Principal Inspector(const City& city) {
    Principal who;
    who.actor = {ActorKind::kUser, "discipline-1", city.hotline_unit};
    who.city_permissions = {"discipline", "view", "view_secret"};
    return who;
}

Principal PeopleDesk(const City& city) {
    Principal who;
    who.actor = {ActorKind::kUser, "people_desk-1", city.hotline_unit};
    who.city_permissions = {"assign_task", "mediate", "view"};
    return who;
}

// As somebody of the list of staff signs in: the account is linked to its entry there.
Principal PersonOf(const std::string& code, const City& city) {
    Principal who;
    const StaffMember* person = city.FindStaff(code);
    who.actor = {ActorKind::kUser, "person-" + code, person == nullptr ? UnitCode{} : person->unit};
    who.unit_permissions = {"answer_task", "mediate", "view"};
    who.staff = code;
    return who;
}

template <class D>
Result<DocumentHead> ActAs(const Services& services, const Principal& who, DocumentId id,
                           DocumentCommand<D> command) {
    LD_TRY(const auto after,
           ActOnDocument<D>(services, who, {id, std::move(command), {}, {}}, Soon()));
    return HeadOf(after);
}

template <class D>
Result<D> LoadPaper(const Services& services, DocumentId id) {
    LD_TRY(const auto stored, services.store.LoadDocument(id, Soon()));
    return DocumentCodec<D>::DecodeState(stored.body);
}

Chosen ChosenOf(const Match& match) {
    Chosen chosen{match.person, {}, false, match.points, {}};
    for (const MatchReason& reason : match.reasons)
        chosen.reasons.push_back(
            {std::string(Code(reason.kind)), reason.points, reason.points_max});
    return chosen;
}

// The event that a missed paper leaves, by which the ladder knows that its rung has failed.
std::string_view MissedKind(DocumentKind kind) {
    switch (kind) {
        case DocumentKind::kSupervisionOrder: return "order_missed";
        case DocumentKind::kJointConference: return "conference_missed";
        case DocumentKind::kRaise: return "raise_missed";
        default: return "";
    }
}

}  // namespace

std::optional<Instant> CasePapers::NextTime() const {
    std::optional<Instant> first;
    for (const LivePaper& paper : papers) {
        for (const auto& at : {paper.due_at, paper.act_at}) {
            if (at && (!first || *at < *first)) first = at;
        }
    }
    return first;
}

PaperLife::PaperLife(const Services& services, MatterClock& clock, const City& city,
                     std::shared_ptr<const MatchIndex> people)
    : services_(services),
      clock_(clock),
      city_(city),
      people_(std::move(people)),
      nobody_busy_(city.staff.size()) {}

Instant PaperLife::After(Instant from, std::int64_t working_minutes) const {
    const auto at = liandong::Advance(from, std::chrono::minutes{working_minutes},
                                      LimitUnit::kWorkingMinutes, city_.calendar);
    return at ? *at : from + std::chrono::minutes{working_minutes};
}

// How long people take: a day for an answer that a head signs, some minutes for a yes or no. One
// answer in five comes after its time.
std::optional<Instant> PaperLife::PlanAct(const LivePaper& paper, SeededRandom& random,
                                          Instant from) const {
    switch (paper.kind) {
        case DocumentKind::kSupervisionOrder:
            if (paper.state == Code(OrderState::kReceived) && random.Chance(200))
                return After(from, random.Between(1'500, 2'600));
            return After(from, random.Between(30, 420));
        case DocumentKind::kJointConference:
            if (paper.state == Code(ConferenceState::kMinuted))
                return After(from, random.Between(300, 1'700));
            return After(from, random.Between(60, 500));
        case DocumentKind::kRaise: return After(from, random.Between(120, 1'400));
        case DocumentKind::kDisciplineReferral: return After(from, random.Between(200, 1'900));
        case DocumentKind::kOffer:
            if (paper.state == Code(OfferState::kSearching)) return from + 1s;
            if (paper.state == Code(OfferState::kAccepted))
                return After(from, random.Between(60, 500));
            // One in eight never looks at the message; time passes the offer on.
            if (random.Chance(125)) return std::nullopt;
            return from + random.Between(Duration{20s}, Duration{100s});
        case DocumentKind::kMediation: return After(from, random.Between(120, 900));
        default: return std::nullopt;
    }
}

Result<void> PaperLife::Refresh(CasePapers& papers, SeededRandom& random, Instant at) {
    DocumentFilter filter;
    filter.about = papers.about;
    LD_TRY(const auto found,
           services_.store.ListDocuments(filter, Page{std::nullopt, kPapersMax}, Soon()));
    std::vector<DocumentHead> heads = found.items;
    std::ranges::sort(heads, {}, [](const DocumentHead& head) {
        return std::pair(static_cast<int>(head.kind), head.opened_at);
    });
    for (const DocumentHead& head : heads) {
        auto paper = std::ranges::find(papers.papers, head.id, &LivePaper::id);
        const bool is_new = paper == papers.papers.end();
        if (is_new) {
            papers.papers.push_back({head.id, head.kind, "", {}, {}, 0});
            paper = std::prev(papers.papers.end());
            ++papers.opened[head.kind];
        }
        paper->due_at = head.open ? head.due_at : std::nullopt;
        const bool has_moved = paper->state != head.state;
        paper->state = head.state;
        if (!head.open) paper->act_at.reset();
        if (head.open && (is_new || has_moved)) paper->act_at = PlanAct(*paper, random, at);
    }
    return {};
}

Result<void> PaperLife::Follow(CasePapers& papers, SeededRandom& random, std::string_view kind,
                               Instant at) {
    clock_.Set(at);
    LD_TRY(const auto climbed, FollowEvent(services_, papers.about, kind, Soon()));
    if (climbed) {
        LD_TRY(Refresh(papers, random, at));
    }
    return {};
}

bool PaperLife::NeedsPeople(const Case& about, Instant at) const {
    return !people_->NeedOf(about, at).kinds.empty();
}

std::optional<Match> PaperLife::NextPerson(const Case& about,
                                           const std::vector<std::string>& asked) const {
    Need need = people_->NeedOf(about, clock_.Now());
    if (need.kinds.empty()) return std::nullopt;
    need.excluded.insert(asked.begin(), asked.end());
    Ranking ranking = people_->Rank(need, nobody_busy_, 1);
    if (ranking.best.empty()) return std::nullopt;
    return std::move(ranking.best.front());
}

Result<void> PaperLife::Offer(CasePapers& papers, SeededRandom& random, const Case& about,
                              Instant at) {
    clock_.Set(at);
    const auto best = NextPerson(about, {});
    const Assignment* lead = FindLead(about);
    if (!best || lead == nullptr) return {};
    const auto made = OpenDocument<liandong::Offer>(
        services_, PeopleDesk(city_),
        MakeOffer{about.id, lead->unit, ChosenOf(*best), Say("请了解情况并联系双方。")}, {about.id},
        0, Soon());
    if (!made && !IsRefusal(made.error())) return Failure{made.error()};
    if (!made) ++papers.refused["offer: " + made.error().code];
    return Refresh(papers, random, at);
}

Result<void> PaperLife::Advance(CasePapers& papers, SeededRandom& random) {
    const auto at = papers.NextTime();
    if (!at) return {};
    clock_.Set(*at);
    for (LivePaper& paper : papers.papers) {
        if (paper.due_at == at) return Fire(papers, random, paper.id);
        if (paper.act_at == at) return Act(papers, random, paper.id);
    }
    return {};
}

Result<void> PaperLife::Fire(CasePapers& papers, SeededRandom& random, DocumentId id) {
    const Instant at = clock_.Now();
    const auto paper = std::ranges::find(papers.papers, id, &LivePaper::id);
    const DocumentKind kind = paper->kind;
    paper->due_at.reset();
    const DocumentKindRules* rules = FindDocumentRules(kind);
    if (rules == nullptr || rules->fire == nullptr) return {};
    const auto fired = rules->fire(services_, id, Soon());
    if (!fired && !IsRefusal(fired.error())) return fired;
    if (fired && !MissedKind(kind).empty()) {
        LD_TRY(FollowEvent(services_, id, MissedKind(kind), Soon()));
    }
    return Refresh(papers, random, at);
}

Result<void> PaperLife::Act(CasePapers& papers, SeededRandom& random, DocumentId id) {
    const Instant at = clock_.Now();
    const auto paper = std::ranges::find(papers.papers, id, &LivePaper::id);
    paper->act_at.reset();
    const auto head = Move(papers, *paper, random);
    if (!head && !IsRefusal(head.error())) return Failure{head.error()};
    if (!head) {
        ++papers.refused[std::string(Code(paper->kind)) + ": " + head.error().code];
        return {};
    }
    ++paper->acts;
    paper->state = head->state;
    paper->due_at = head->open ? head->due_at : std::nullopt;
    if (head->open) paper->act_at = PlanAct(*paper, random, at);
    return Refresh(papers, random, at);
}

Result<DocumentHead> PaperLife::Move(const CasePapers& papers, const LivePaper& paper,
                                     SeededRandom& random) {
    switch (paper.kind) {
        case DocumentKind::kSupervisionOrder: return MoveOrder(paper, random);
        case DocumentKind::kJointConference: return MoveConference(paper, random);
        case DocumentKind::kRaise: return MoveRaise(paper);
        case DocumentKind::kDisciplineReferral: return MoveReferral(paper, random);
        case DocumentKind::kOffer: return MoveOffer(papers, paper, random);
        case DocumentKind::kMediation: return MoveMediation(paper, random);
        default: return Failure{Bug("a paper that nobody moves")};
    }
}

Result<DocumentHead> PaperLife::MoveOrder(const LivePaper& paper, SeededRandom& random) {
    LD_TRY(const auto order, LoadPaper<SupervisionOrder>(services_, paper.id));
    const auto act = [&](const Principal& who, OrderCommand command) {
        return ActAs<SupervisionOrder>(services_, who, paper.id, std::move(command));
    };
    switch (order.state) {
        case OrderState::kIssued: return act(HeadOfUnit(order.unit), ReceiveOrder{});
        case OrderState::kReceived:
            if (order.visits.empty() && random.Chance(400)) {
                return act(SupervisorOf(city_),
                           VisitOrder{{}, {"督查员"}, random.Chance(800), Say("现场核实情况。")});
            }
            return act(HeadOfUnit(order.unit), AnswerOrder{"", Say("已督促整改，情况属实。")});
        default: break;
    }
    if (paper.acts < 4 && random.Chance(200)) {
        return act(SupervisorOf(city_),
                   SendBackOrder{{1, LimitUnit::kWorkingDays}, Say("答复未针对诉求。")});
    }
    return act(SupervisorOf(city_), CloseOrder{Say("核实已办结。")});
}

Result<DocumentHead> PaperLife::MoveConference(const LivePaper& paper, SeededRandom& random) {
    LD_TRY(const auto conference, LoadPaper<JointConference>(services_, paper.id));
    const Principal supervisor = SupervisorOf(city_);
    const auto act = [&](const Principal& who, ConferenceCommand command) {
        return ActAs<JointConference>(services_, who, paper.id, std::move(command));
    };
    const Instant now = clock_.Now();
    switch (conference.state) {
        case ConferenceState::kProposed:
            return act(supervisor, ScheduleConference{After(now, 60), {}, {}});
        case ConferenceState::kCalled: {
            HoldConference hold;
            for (const UnitCode& unit : conference.units) {
                const bool present = random.Chance(900);
                hold.attendance.push_back({unit, present ? "head-" + unit.value : "", present});
            }
            clock_.Set(std::max(now, conference.meets_at.value_or(now)));
            return act(supervisor, std::move(hold));
        }
        case ConferenceState::kHeld: {
            WriteMinutes minutes{{}, Say("会议明确主办单位和任务。")};
            const auto count = std::min<std::size_t>(conference.units.size(), 3);
            for (std::size_t i = 0; i < count; ++i) {
                minutes.tasks.push_back({conference.units[i],
                                         After(now, random.Between(840, 2'100)),
                                         Say("按职责分工落实。")});
            }
            return act(supervisor, std::move(minutes));
        }
        default: break;
    }
    const auto task = std::ranges::find(conference.tasks, TaskState::kOpen, &ConferenceTask::state);
    if (task == conference.tasks.end()) return HeadOf(conference);
    return act(HeadOfUnit(task->unit), FinishTask{task->no, Say("已完成。")});
}

Result<DocumentHead> PaperLife::MoveRaise(const LivePaper& paper) {
    LD_TRY(const auto raise, LoadPaper<Raise>(services_, paper.id));
    const auto act = [&](const Principal& who, RaiseCommand command) {
        return ActAs<Raise>(services_, who, paper.id, std::move(command));
    };
    switch (raise.state) {
        case RaiseState::kRaised:
            return act(HeadOfUnit(raise.to), InstructRaise{{}, {}, Say("请牵头单位限期解决。")});
        case RaiseState::kInstructed:
            return act(HeadOfUnit(raise.unit), AnswerRaise{Say("已按要求办结。")});
        default: return act(HeadOfUnit(raise.to), CloseRaise{Say("同意。")});
    }
}

Result<DocumentHead> PaperLife::MoveReferral(const LivePaper& paper, SeededRandom& random) {
    const auto act = [&](ReferralCommand command) {
        return ActAs<DisciplineReferral>(services_, Inspector(city_), paper.id, std::move(command));
    };
    if (paper.state == Code(ReferralState::kProposed)) {
        LD_TRY(const auto handed, HandOverToDiscipline(services_, SupervisorOf(city_), paper.id,
                                                       "多次逾期，按程序移送。", Soon()));
        return HeadOf(handed);
    }
    if (paper.state == Code(ReferralState::kHandedOver))
        return act(AcceptReferral{Say("已受理。")});
    constexpr auto kOutcomes = kNames<ReferralOutcome>;
    return act(CloseReferral{kOutcomes.at(random.Below(kOutcomes.size())).value, Say("已核查。")});
}

Result<DocumentHead> PaperLife::MoveOffer(const CasePapers& papers, const LivePaper& paper,
                                          SeededRandom& random) {
    LD_TRY(const auto offer, LoadPaper<liandong::Offer>(services_, paper.id));
    const auto act = [&](const Principal& who, OfferCommand command) {
        return ActAs<liandong::Offer>(services_, who, paper.id, std::move(command));
    };
    const Principal person = PersonOf(offer.asks.back().chosen.person, city_);
    switch (offer.state) {
        case OfferState::kAsked:
            if (random.Chance(220)) return act(person, DeclineOffer{Say("当前任务冲突。")});
            return act(person, AcceptOffer{});
        case OfferState::kSearching: {
            LD_TRY(const auto about, services_.store.Load(papers.about, Soon()));
            std::vector<std::string> asked;
            for (const OfferAsk& ask : offer.asks) asked.push_back(ask.chosen.person);
            PassOfferOn pass;
            if (IsOpen(about.state.state) && std::cmp_less(asked.size(), city_.match.offers_max)) {
                if (const auto next = NextPerson(about.state, asked)) pass.chosen = ChosenOf(*next);
            }
            return act(SystemPrincipal(), std::move(pass));
        }
        case OfferState::kNobody:
            return act(PeopleDesk(city_), WithdrawOffer{Say("改由单位办理。")});
        default: break;
    }
    // Accepted: a mediation, once it has begun, ends before the task does. The desk opens its
    // record: the mediator's own unit need not have a part in the case.
    const auto mediation =
        std::ranges::find(papers.papers, DocumentKind::kMediation, &LivePaper::kind);
    LD_TRY(const auto about, services_.store.Load(papers.about, Soon()));
    if (mediation == papers.papers.end() && IsOpen(about.state.state)) {
        LD_TRY(OpenDocument<Mediation>(
            services_, PeopleDesk(city_),
            OpenMediation{papers.about, offer.asks.back().chosen.person, Say("当事双方")},
            {papers.about}, 0, Soon()));
        return HeadOf(offer);
    }
    if (mediation != papers.papers.end() && mediation->act_at) return HeadOf(offer);
    return act(person, EndOffer{Say("已办结。")});
}

Result<DocumentHead> PaperLife::MoveMediation(const LivePaper& paper, SeededRandom& random) {
    LD_TRY(const auto mediation, LoadPaper<Mediation>(services_, paper.id));
    const Principal person = PersonOf(mediation.mediator, city_);
    const auto act = [&](MediationCommand command) {
        return ActAs<Mediation>(services_, person, paper.id, std::move(command));
    };
    if (mediation.sittings.empty() || (mediation.sittings.size() < 3 && random.Chance(400)))
        return act(HoldSitting{{}, Say("组织双方面对面协商。")});
    if (random.Chance(600)) return act(WithdrawMediation{Say("双方自行和解，不再需要书面协议。")});
    return act(FailMediation{Say("双方意见分歧较大。")});
}

}  // namespace liandong
