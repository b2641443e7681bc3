#include "app/linked_pushes.hpp"

#include "codec/link_codec.hpp"

namespace liandong {
namespace {

class Pushes {
public:
    Pushes(std::vector<OutboxMessage>& outbox, const Case& after, const Event& event,
           const City& city)
        : outbox_(outbox), case_(after), event_(event), city_(city) {}

    void operator()(const CaseDispatched& e) {
        for (const Assignment& a : e.assignments) ToUnit(a);
        ToSource();
    }
    void operator()(const PassedDown& e) { ToUnit(e.child); }
    void operator()(const UnitAdded& e) { ToUnit(e.added); }
    void operator()(const DisputeOpened& e) { ToUnit(e.lead); }
    void operator()(const DisputeRuled& e) {
        for (const Assignment& a : e.assignments) ToUnit(a);
        ToEnded();
    }
    // Who works on a part must know that it is no longer theirs, whatever ended it.
    void operator()(const DispatchWithdrawn&) { ToEnded(); }
    void operator()(const DeclineProposed&) { ToEnded(); }
    void operator()(const ReturnAccepted&) { ToEnded(); }
    void operator()(const UnitReleased&) { ToEnded(); }
    void operator()(const CaseDeclined&) {
        ToEnded();
        ToSource();
    }
    void operator()(const CaseMerged&) {
        ToEnded();
        ToSource();
    }
    void operator()(const CaseVoided&) {
        ToEnded();
        ToSource();
    }
    void operator()(const AssignmentFinished&) { ToEnded(); }
    // What changed for those who still work on it.
    void operator()(const CaseAmended&) { ToOpen(); }
    void operator()(const SupplementAsked&) { ToOpen(); }
    void operator()(const Supplemented&) { ToOpen(); }
    void operator()(const SupplementLapsed&) { ToOpen(); }
    void operator()(const CaseUnmerged& e) {
        for (const Assignment& a : e.resumed) ToUnit(a);
        ToSource();
    }
    void operator()(const ReturnRefused& e) { ToUnit(e.assignment); }
    void operator()(const ExtensionGranted& e) { ToUnit(e.assignment); }
    void operator()(const ExtensionRefused& e) { ToUnit(e.assignment); }
    void operator()(const AnswerSentBack& e) { ToUnit(e.assignment); }
    void operator()(const Reminded& e) { ToUnit(e.assignment); }
    void operator()(const CaseRedone& e) {
        ToUnit(e.assignment);
        ToSource();
    }
    void operator()(const AnsweredAtDesk&) { ToSource(); }
    void operator()(const CaseHandedOver&) { ToSource(); }
    void operator()(const CaseFinished&) { ToSource(); }
    void operator()(const AnswerAccepted& e) {
        if (e.archive) ToSource();
    }
    template <class E>
    void operator()(const E&) {}

private:
    void ToUnit(AssignmentNo no) {
        if (const Assignment* a = FindAssignment(case_, no)) ToUnit(*a);
    }
    void ToUnit(const Assignment& a) {
        for (const LinkedSystem& system : city_.linked_systems) {
            if (SendsTo(system) && Serves(system, a.unit, case_.category)) Tell(system, a.no);
        }
    }
    void ToEnded() {
        for (const Assignment& a : case_.assignments) {
            const bool has_ended =
                a.state == AssignmentState::kWithdrawn || a.state == AssignmentState::kReturned;
            if (has_ended && a.handling.stopped_at == event_.at) ToUnit(a);
        }
    }
    void ToOpen() {
        for (const Assignment& a : case_.assignments) {
            if (IsOpen(a.state)) ToUnit(a);
        }
    }
    void ToSource() {
        const LinkedSystem* system = city_.FindLinkedSystem(case_.source_system);
        if (system != nullptr && SendsTo(*system)) Tell(*system, AssignmentNo{});
    }

    void Tell(const LinkedSystem& system, AssignmentNo no) {
        const std::string number = std::to_string(case_.id.value);
        const std::string kind(KindOf(event_.body));
        // Key: the event's place, the part and the system; it is the webhook-id of every try.
        outbox_.push_back({number + "-" + std::to_string(event_.seq) + "-" +
                               std::to_string(no.value) + "-" + system.code,
                           "webhook", system.code, kind, EncodePushNote({kind, no, event_.seq}),
                           case_.id});
    }

    std::vector<OutboxMessage>& outbox_;
    const Case& case_;
    const Event& event_;
    const City& city_;
};

}  // namespace

void AddPushes(std::vector<OutboxMessage>& outbox, const Case& after, const Event& event,
               const City& city) {
    if (city.linked_systems.empty()) return;
    std::visit(Pushes(outbox, after, event, city), event.body);
}

}  // namespace liandong
