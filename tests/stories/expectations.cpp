#include <algorithm>

#include "app/propose_route.hpp"
#include "codec/event_codec.hpp"
#include "domain/search/tokens.hpp"
#include "stories/player.hpp"

// What a story expects, and what must hold at the end of every story.

namespace liandong::stories {
namespace {

using testing::Soon;

std::string Differs(const std::string& name, const std::string& wanted, const std::string& got) {
    return wanted == got ? "" : name + " is '" + got + "', not '" + wanted + "'";
}

std::string YesNo(bool value) { return value ? "yes" : "no"; }

std::string UnitsAtWork(const Case& c) {
    std::string units;
    for (const Assignment& a : c.assignments) {
        if (!a.is_lead && IsOpen(a.state)) units += (units.empty() ? "" : ",") + a.unit.value;
    }
    return units;
}

std::string LastExtension(const Case& c) {
    for (auto a = c.assignments.rbegin(); a != c.assignments.rend(); ++a) {
        if (a->extensions.empty()) continue;
        const auto& granted = a->extensions.back().granted;
        return !granted ? "pending" : *granted ? "granted" : "refused";
    }
    return "none";
}

std::string HandOverWord(const Case& c) {
    if (!c.hand_over) return "none";
    const auto& accepted = c.hand_over->accepted;
    return !accepted ? "offered" : *accepted ? "accepted" : "rejected";
}

std::string CarWord(const Case& c) {
    if (!c.car_move) return "none";
    const auto& moved = c.car_move->moved;
    return !moved ? "asked" : *moved ? "moved" : "stands";
}

template <class T>
std::string WordOf(const std::optional<CallbackRecord>& record,
                   std::optional<T> CallbackRecord::* member) {
    return record && (*record).*member ? std::string(Code(*((*record).*member))) : "unknown";
}

std::string LastOutcome(const Case& c) {
    if (!c.callbacks || c.callbacks->attempts.empty()) return "none";
    return std::string(Code(c.callbacks->attempts.back().outcome));
}

std::string DisputeWord(const Case& c) {
    if (!c.dispute) return "none";
    if (IsOpen(*c.dispute)) return "open";
    return c.dispute->unit ? "ruled" : "moot";
}

// Guards are looked at before details: these refusals are theirs alone.
bool IsGuards(RefusalCode code) { return code <= RefusalCode::kAssignmentWrongState; }

}  // namespace

std::string Player::Expect(Line& line) {
    if (line.subjects.empty()) return "which case is expected to be what?";
    const auto c = LoadCase(line.subjects.front());
    if (!c) return c.error().for_caller;
    const std::string what = line.subjects.size() > 1 ? line.subjects[1] : "";
    if (what == "clock") return ExpectClock(line, *c);
    if (what == "event") return ExpectEvent(line, *c);
    if (what == "proposal") return ExpectProposal(line, *c);
    if (what == "told") return ExpectMessage(line, *c);
    if (what == "can") return ExpectCan(line, *c, true);
    if (what == "cannot") return ExpectCan(line, *c, false);
    if (what == "found") return ExpectFound(line, *c, true);
    if (what == "lost") return ExpectFound(line, *c, false);
    if (what == "readable") return ExpectReadable(line, *c, true);
    if (what == "unreadable") return ExpectReadable(line, *c, false);
    if (!what.empty()) return "'" + what + "' is nothing to expect";
    for (const std::string& name : line.words.Names()) {
        if (auto wrong = ExpectMember(*c, name, line.words.Take(name)); !wrong.empty())
            return wrong;
    }
    return {};
}

std::string Player::ExpectMember(const Case& c, const std::string& name,
                                 const std::string& wanted) {
    const Assignment* lead = FindLead(c);
    const auto list = [&](const std::vector<CaseId>& ids) {
        std::string names;
        for (const CaseId id : ids) names += (names.empty() ? "" : ",") + NameOfCase(id);
        return names;
    };
    const auto link = [&](const std::optional<CaseId>& id) {
        return id ? NameOfCase(*id) : std::string("none");
    };
    const std::map<std::string, std::string> members{
        {"state", std::string(Code(c.state))},
        {"lead", lead == nullptr ? "none" : lead->unit.value},
        {"rule", lead == nullptr || lead->rule.value.empty() ? "none" : lead->rule.value},
        {"assisting", UnitsAtWork(c)},
        {"assignments", std::to_string(c.assignments.size())},
        {"category", c.category.value},
        {"place", c.place.value},
        {"type", std::string(Code(c.type))},
        {"urgent", YesNo(c.urgent)},
        {"secret", YesNo(c.secret)},
        {"erased", YesNo(c.erased)},
        {"closed", YesNo(c.closed_at.has_value())},
        {"redo", std::to_string(c.redo_count)},
        {"returns", std::to_string(c.return_count)},
        {"attempts", std::to_string(c.callback_attempts)},
        {"supplements", std::to_string(c.supplement_count)},
        {"version", std::to_string(c.version)},
        {"article", c.article},
        {"decline_reason", c.decline_reason},
        {"solved", c.solved ? std::string(Code(*c.solved)) : "unknown"},
        {"satisfied", c.satisfied ? std::string(Code(*c.satisfied)) : "unknown"},
        {"extension", LastExtension(c)},
        {"merged_into", link(c.merged_into)},
        {"children", list(c.merged_children)},
        {"split", list(c.split_children)},
        {"split_from", link(c.split_from)},
        {"reopens", link(c.reopens)},
        {"dispute", DisputeWord(c)},
        {"hand_over", HandOverWord(c)},
        {"number", c.hand_over ? c.hand_over->number : ""},
        {"car", CarWord(c)},
        {"supervised", YesNo(c.supervision_called_at.has_value())},
        {"first_solved", WordOf(c.callbacks, &CallbackRecord::first_solved)},
        {"first_satisfied", WordOf(c.callbacks, &CallbackRecord::first_satisfied)},
        {"attitude", WordOf(c.callbacks, &CallbackRecord::attitude)},
        {"last_outcome", LastOutcome(c)},
        {"ruled", c.dispute && c.dispute->unit ? c.dispute->unit->value : "nobody"},
    };
    const auto found = members.find(name);
    if (found == members.end()) return "a case has no '" + name + "'";
    return Differs(name, wanted, found->second);
}

// `expect C1 clock handling missed due=2026-03-05T17:30 of=S`
std::string Player::ExpectClock(Line& line, const Case& c) {
    if (line.subjects.size() < 3) return "which clock?";
    const auto kind = FromCode<ClockKind>(line.subjects[2]);
    if (!kind) return "there is no clock '" + line.subjects[2] + "'";
    const auto no = AssignmentOf(c, line.words);
    if (!no) return no.error().for_caller;
    const Clock* clock = FindClock(c, *kind, *no);
    if (clock == nullptr) return "there is no such clock";
    for (std::size_t i = 3; i < line.subjects.size(); ++i) {
        const std::string& wanted = line.subjects[i];
        if (wanted == "paused" || wanted == "unpaused") {
            if (IsPaused(*clock) != (wanted == "paused")) return "the clock is not " + wanted;
        } else if (auto wrong = Differs("the clock", wanted, std::string(Code(clock->outcome)));
                   !wrong.empty()) {
            return wrong;
        }
    }
    if (const auto due = line.words.MaybeTake("due"))
        return Differs("due", *due, City(clock->due_at));
    return {};
}

// `expect C1 event case_dispatched profile=v2 actor=user:agent@H`: the newest of that kind.
std::string Player::ExpectEvent(Line& line, const Case& c) {
    if (line.subjects.size() != 3) return "which event?";
    const auto history = store_->History(c.id, Soon());
    if (!history) return history.error().for_log;
    const auto wanted_count = line.words.MaybeTake("count");
    std::string actor = line.words.Take("actor");
    const auto profile = line.words.MaybeTake("profile");
    const auto count = std::ranges::count(*history, line.subjects[2], &JournalEntry::kind);
    if (wanted_count) return Differs("count", *wanted_count, std::to_string(count));
    if (count == 0) return "no such event";
    const auto found =
        std::find_if(history->rbegin(), history->rend(),
                     [&](const JournalEntry& entry) { return entry.kind == line.subjects[2]; });
    if (profile) {
        if (auto wrong = Differs("profile", *profile, found->profile_version); !wrong.empty())
            return wrong;
    }
    return actor.empty() ? "" : Differs("actor", actor, found->actor);
}

// `expect C1 proposal lead=B precedent=C2 known=1`: what the desk is advised for such a matter now.
std::string Player::ExpectProposal(Line& line, const Case& c) {
    ProposeRequest request;
    request.category = c.category;
    request.place = c.place;
    const auto proposal = ProposeRoute(world_->Use(), request, Soon());
    if (!proposal) return proposal.error().for_log;
    std::string precedent = "none";
    for (const PrecedentView& view : proposal->precedents) {
        if (proposal->route.precedent == view.id) precedent = NameOfCase(view.case_id);
    }
    std::string wrong;
    if (const auto lead = line.words.MaybeTake("lead"))
        wrong = Differs("lead", *lead, proposal->route.lead.value);
    if (const auto wanted = line.words.MaybeTake("precedent"); wanted && wrong.empty())
        wrong = Differs("precedent", *wanted, precedent);
    if (const auto known = line.words.MaybeTake("known"); known && wrong.empty())
        wrong = Differs("known", *known, std::to_string(proposal->precedents.size()));
    return wrong;
}

// `expect C1 told A about=催办 times=1`: a message waits for the unit.
std::string Player::ExpectMessage(Line& line, const Case& c) {
    if (line.subjects.size() != 3) return "told whom?";
    const Unit* unit = world_->cities.Current()->FindUnit(UnitCode{line.subjects[2]});
    if (unit == nullptr) return "there is no such unit";
    const std::string about = line.words.Take("about");
    std::int64_t count = 0;
    Page page{std::nullopt, 500};
    do {
        const auto rows = store_->ListOutbox("waiting", page, Soon());
        if (!rows) return rows.error().for_log;
        count += std::ranges::count_if(rows->items, [&](const OutboxRow& row) {
            return row.message.case_id == c.id && row.message.recipient == unit->email &&
                   (row.message.subject + row.message.body).find(about) != std::string::npos;
        });
        page.after = rows->next;
    } while (page.after);
    if (const auto times = line.words.MaybeTake("times"))
        return Differs("messages", *times, std::to_string(count));
    return count > 0 ? "" : "no such message";
}

// `expect C1 cannot finish by=officer-A because=not_yours`
std::string Player::ExpectCan(Line& line, const Case& c, bool can) {
    const auto action =
        line.subjects.size() == 3 ? FromCode<CaseAction>(line.subjects[2]) : std::nullopt;
    if (!action) return "can do what?";
    const auto who = WhoIs(line.words.Take("by", "chief"));
    if (!who) return who.error().for_caller;
    const auto no = AssignmentOf(c, line.words);
    if (!no) return no.error().for_caller;
    const std::string because = line.words.Take("because");
    const auto city = world_->cities.Current();
    const Assignment* lead = FindLead(c);
    for (const ActionView& view : ActionsOf(c, {world_->clock.Now(), *city, *who, {}})) {
        if (view.action != *action) continue;
        const bool is_lead = no->value == 0 && lead != nullptr && view.assignment == lead->no;
        if (view.assignment != *no && !is_lead) continue;
        if (view.allowed != can)
            return view.allowed ? "it is allowed" : "refused: " + std::string(Code(*view.reason));
        return because.empty() ? ""
                               : Differs("the reason", because, std::string(Code(*view.reason)));
    }
    return can ? "nobody is told of such an action" : "";
}

std::string Player::ExpectFound(Line& line, const Case& c, bool found) {
    if (line.subjects.size() != 3) return "found with what words?";
    const auto rows =
        store_->Search({QueryPhrases(line.subjects[2]), {}, {}}, {std::nullopt, 500}, Soon());
    if (!rows) return rows.error().for_log;
    const bool is_there = std::ranges::count(rows->items, c.id, &CaseRow::id) == 1;
    return is_there == found ? "" : is_there ? "it is found" : "it is not found";
}

std::string Player::ExpectReadable(Line& line, const Case& c, bool readable) {
    const auto stored = store_->Load(c.id, Soon());
    if (!stored) return stored.error().for_log;
    const auto texts = ReadTexts(world_->Use(), *stored, Soon());
    if (texts.has_value() != readable)
        return readable ? texts.error().for_log : "the texts can be read";
    if (const auto title = line.words.MaybeTake("title"))
        return Differs("title", *title, texts->narrative.title);
    return {};
}

std::string Player::CheckAtTheEnd() {
    for (const auto& [name, id] : cases_) {
        std::string wrong;
        // Deadline rows follow the profile that wrote them.
        if (!city_changed_) wrong = testing::WhatIsWrongWith(*world_, id);
        const auto stored = store_->Load(id, Soon());
        if (!stored) return name + ": " + stored.error().for_log;
        if (city_changed_) {
            const auto events = testing::ReadHistory(*store_, id);
            if (!events || Replay(*events) != stored->state)
                wrong = "its events do not give its state";
        }
        if (wrong.empty()) wrong = CheckActions(stored->state);
        if (wrong.empty()) wrong = CheckNothingPersonal(id);
        if (!wrong.empty()) return name + ": " + wrong;
    }
    return {};
}

// Whatever a client is told about an action is what happens when it is tried.
std::string Player::CheckActions(const Case& c) {
    const auto city = world_->cities.Current();
    for (const char* person : {"chief", "agent", "dispatcher", "reviewer", "caller-back",
                               "officer-A", "officer-B", "officer-S", "officer-D", "stranger"}) {
        const auto who = WhoIs(person);
        const Facts facts{world_->clock.Now(), *city, *who, CaseState::kRegistered};
        for (const ActionView& view : ActionsOf(c, facts)) {
            const auto decided =
                Decide(c, testing::SampleCommand(view.action, view.assignment), facts);
            const std::string what = std::string(person) + " " + std::string(Code(view.action));
            if (!view.allowed) {
                if (decided) return what + " is said to be refused and is not";
                if (decided.error().code != *view.reason)
                    return what + " is refused for another reason than was said";
            } else if (!decided && IsGuards(decided.error().code)) {
                return what + " is said to be allowed and is refused: " +
                       std::string(Code(decided.error().code));
            }
        }
    }
    return {};
}

std::string Player::CheckNothingPersonal(CaseId id) {
    const auto history = store_->History(id, Soon());
    if (!history) return history.error().for_log;
    const auto messages = store_->ListOutbox("waiting", {std::nullopt, 500}, Soon());
    if (!messages) return messages.error().for_log;
    for (const std::string& text : private_texts_) {
        for (const JournalEntry& entry : *history) {
            if (entry.payload.find(text) != std::string::npos)
                return "the journal holds what people said: " + text;
        }
        for (const OutboxRow& row : messages->items) {
            if ((row.message.subject + row.message.body).find(text) != std::string::npos) {
                return "a message holds what people said: " + text;
            }
        }
    }
    return {};
}

}  // namespace liandong::stories
