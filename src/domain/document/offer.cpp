#include "domain/document/offer.hpp"

#include <algorithm>
#include <utility>

#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<OfferEvent>, Refusal>;

Decided One(OfferEvent event) { return std::vector<OfferEvent>{std::move(event)}; }

bool MayAnswer(const Offer& offer, const DocumentFacts& f) {
    const Chosen& asked = offer.asks.back().chosen;
    return IsNamed(f.who, asked.person) || MayFor(f.who, "answer_task", asked.unit, f.city);
}

bool MayAssign(const UnitCode& unit, const DocumentFacts& f) {
    return MayFor(f.who, "assign_task", unit, f.city);
}

Result<Instant, Refusal> AnswerBy(bool urgent, const DocumentFacts& f) {
    return DueAfter(urgent ? f.city.match.urgent_answer_within : f.city.match.answer_within, f);
}

Result<Chosen, Refusal> WithUnit(Chosen chosen, const DocumentFacts& f) {
    const StaffMember* person = f.city.FindStaff(chosen.person);
    if (person == nullptr) return Refuse(RefusalCode::kUnknownPerson);
    chosen.unit = person->unit;
    return chosen;
}

Decided DecideOn(const Offer& offer, const MakeOffer& c, const DocumentFacts& f) {
    if (offer.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    if (!MayAssign(c.unit, f)) return Refuse(RefusalCode::kNotPermitted);
    if (f.cases.size() != 1) return Refuse(RefusalCode::kCaseRequired);
    if (!IsOpen(f.cases.front()->state)) return Refuse(RefusalCode::kWrongState);
    if (!c.unit.value.empty() && f.city.FindUnit(c.unit) == nullptr)
        return Refuse(RefusalCode::kUnknownUnit);
    LD_TRY(auto chosen, WithUnit(c.chosen, f));
    LD_TRY(AllowDocumentText(c.text, f));
    const bool urgent = f.cases.front()->urgent;
    LD_TRY(const Instant answer_by, AnswerBy(urgent, f));
    return One(OfferMade{c.about, c.unit, urgent, c.text.ref, std::move(chosen), answer_by});
}

Decided DecideOn(const Offer& offer, const PassOfferOn& c, const DocumentFacts& f) {
    const bool is_system = f.who.actor.kind == ActorKind::kSystem;
    const bool may_now =
        offer.state == OfferState::kSearching || (offer.state == OfferState::kNobody && !is_system);
    if (!may_now) return Refuse(RefusalCode::kWrongState);
    if (!is_system && !MayAssign(offer.unit, f)) return Refuse(RefusalCode::kNotPermitted);
    if (!c.chosen) return One(OfferFoundNobody{});
    if (is_system && std::cmp_greater_equal(offer.asks.size(), f.city.match.offers_max))
        return Refuse(RefusalCode::kTooMany);
    LD_TRY(auto chosen, WithUnit(*c.chosen, f));
    LD_TRY(const Instant answer_by, AnswerBy(offer.urgent, f));
    return One(OfferPassedOn{std::move(chosen), answer_by});
}

Decided DecideOn(const Offer& offer, const AcceptOffer& /*command*/, const DocumentFacts& f) {
    if (offer.state == OfferState::kAccepted) return Refuse(RefusalCode::kAlreadyDone);
    if (offer.state != OfferState::kAsked) return Refuse(RefusalCode::kWrongState);
    if (!MayAnswer(offer, f)) return Refuse(RefusalCode::kNotYours);
    return One(OfferAccepted{});
}

Decided DecideOn(const Offer& offer, const DeclineOffer& c, const DocumentFacts& f) {
    if (offer.state != OfferState::kAsked) return Refuse(RefusalCode::kWrongState);
    if (!MayAnswer(offer, f)) return Refuse(RefusalCode::kNotYours);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(OfferDeclined{c.reason.ref});
}

Decided DecideOn(const Offer& offer, const EndOffer& c, const DocumentFacts& f) {
    if (offer.state != OfferState::kAccepted) return Refuse(RefusalCode::kWrongState);
    if (!MayAnswer(offer, f)) return Refuse(RefusalCode::kNotYours);
    LD_TRY(NeedDocumentText(c.note, f));
    return One(OfferEnded{c.note.ref});
}

Decided DecideOn(const Offer& offer, const WithdrawOffer& c, const DocumentFacts& f) {
    if (offer.closed_at) return Refuse(RefusalCode::kWrongState);
    if (!MayAssign(offer.unit, f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(OfferWithdrawn{c.reason.ref});
}

Decided DecideOn(const Offer& offer, const FireOfferDue& /*command*/, const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (offer.state != OfferState::kAsked) return Refuse(RefusalCode::kWrongState);
    if (f.now < offer.asks.back().answer_by) return Refuse(RefusalCode::kNotBeforeDeadline);
    return One(OfferTimedOut{});
}

struct Applied {
    Offer& offer;
    const DocumentEvent<OfferEvent>& event;

    void operator()(const OfferMade& e) const {
        offer = Offer{};
        offer.id = event.id;
        offer.about = e.about;
        offer.unit = e.unit;
        offer.urgent = e.urgent;
        offer.opened_at = event.at;
        Ask(e.chosen, e.answer_by);
    }
    void operator()(const OfferPassedOn& e) const { Ask(e.chosen, e.answer_by); }
    void operator()(const OfferAccepted& /*e*/) const {
        Answer(AskOutcome::kAccepted, OfferState::kAccepted);
    }
    void operator()(const OfferDeclined& /*e*/) const {
        Answer(AskOutcome::kDeclined, OfferState::kSearching);
    }
    void operator()(const OfferTimedOut& /*e*/) const {
        Answer(AskOutcome::kTimedOut, OfferState::kSearching);
    }
    void operator()(const OfferFoundNobody& /*e*/) const { offer.state = OfferState::kNobody; }
    void operator()(const OfferEnded& /*e*/) const { End(OfferState::kEnded); }
    void operator()(const OfferWithdrawn& /*e*/) const { End(OfferState::kWithdrawn); }

    void Ask(const Chosen& chosen, Instant answer_by) const {
        offer.state = OfferState::kAsked;
        offer.asks.push_back({chosen, event.at, answer_by, AskOutcome::kWaiting, {}});
    }
    void Answer(AskOutcome outcome, OfferState state) const {
        offer.state = state;
        offer.asks.back().outcome = outcome;
        offer.asks.back().answered_at = event.at;
    }
    void End(OfferState state) const {
        offer.state = state;
        offer.closed_at = event.at;
    }
};

}  // namespace

Result<std::vector<OfferEvent>, Refusal> Decide(const Offer& offer, const OfferCommand& command,
                                                const DocumentFacts& facts) {
    if (offer.version == 0 && !std::holds_alternative<MakeOffer>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(offer, c, facts); }, command);
}

Offer Apply(Offer offer, const DocumentEvent<OfferEvent>& event) {
    std::visit(Applied{offer, event}, event.body);
    offer.version = event.seq;
    return offer;
}

const OfferAsk* CurrentAsk(const Offer& offer) {
    const bool is_with_somebody =
        offer.state == OfferState::kAsked || offer.state == OfferState::kAccepted;
    return is_with_somebody && !offer.asks.empty() ? &offer.asks.back() : nullptr;
}

DocumentHead HeadOf(const Offer& offer) {
    DocumentHead head;
    head.id = offer.id;
    head.version = offer.version;
    head.kind = DocumentKind::kOffer;
    head.state = Code(offer.state);
    head.cases = {offer.about};
    if (!offer.unit.value.empty()) head.units = {offer.unit};
    const OfferAsk* ask = CurrentAsk(offer);
    if (ask != nullptr) {
        head.person = ask->chosen.person;
        if (ask->chosen.unit != offer.unit) head.units.push_back(ask->chosen.unit);
    }
    head.open = !offer.closed_at;
    head.opened_at = offer.opened_at;
    head.closed_at = offer.closed_at;
    if (offer.state == OfferState::kAsked && ask != nullptr) head.due_at = ask->answer_by;
    return head;
}

void ForEachSealed(OfferCommand& command, const SealedVisitor& visit) {
    std::visit([&](auto& c) { SealedMembers{visit}(c); }, command);
}

}  // namespace liandong
