#include "app/view_words.hpp"

namespace liandong {

std::optional<LocalTime> ViewWords::Local(std::optional<Instant> at) const {
    if (!at) return std::nullopt;
    return Local(*at);
}

std::string ViewWords::UnitName(const UnitCode& code) const {
    const Unit* unit = city_.FindUnit(code);
    return unit == nullptr ? std::string() : unit->name;
}

ClockView ViewWords::ClockOf(const Clock& clock, AssignmentNo no, bool explain) const {
    ClockView view;
    view.kind = clock.kind;
    view.label = Label(clock.kind);
    view.assignment = no;
    view.limit = clock.limit;
    view.started_at = Local(clock.started_at);
    view.due_at = Local(clock.due_at);
    view.stopped_at = Local(clock.stopped_at);
    view.outcome = clock.outcome;
    view.outcome_label = Label(clock.outcome);
    view.paused = IsPaused(clock);
    for (const Pause& pause : clock.pauses) {
        view.pauses.push_back(
            {Local(pause.from), Local(pause.to), pause.reason, std::string(Label(pause.reason))});
    }
    if (explain) {
        auto& segments = view.segments.emplace();
        for (ClockSegment& s : Explain(clock, city_.calendar)) {
            segments.push_back({Local(s.from), Local(s.to), s.kind, std::string(Label(s.kind)),
                                std::move(s.note)});
        }
    }
    return view;
}

Result<ActorView> ViewWords::ActorOf(const Actor& actor) {
    ActorView view{actor.kind, std::string(Label(actor.kind)),
                   actor.id,   actor.id,
                   actor.unit, UnitName(actor.unit)};
    if (actor.kind != ActorKind::kUser) return view;
    LD_TRY(auto name, AccountName(actor.id));
    if (!name.empty()) view.name = std::move(name);
    return view;
}

Result<std::string> ViewWords::AccountName(const std::string& id) {
    auto known = names_.find(id);
    if (known == names_.end()) {
        LD_TRY(const auto user, people_.FindUser(UserId{id}, deadline_));
        known = names_.emplace(id, user ? user->name : std::string()).first;
    }
    return known->second;
}

Result<std::string> ViewWords::PersonName(const std::string& person) {
    if (person.empty()) return std::string();
    if (const StaffMember* staff = city_.FindStaff(person)) return staff->name;
    return AccountName(person);
}

}  // namespace liandong
