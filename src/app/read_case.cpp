#include "app/read_case.hpp"

#include <algorithm>
#include <map>

#include "app/act_on_case.hpp"
#include "app/masking.hpp"
#include "app/on_task.hpp"
#include "app/view_words.hpp"
#include "codec/event_codec.hpp"

namespace liandong {
namespace {

std::vector<ActionLine> ActionLines(const Case& c, const Facts& facts) {
    std::vector<ActionLine> lines;
    for (const ActionView& view : ActionsOf(c, facts)) {
        ActionLine line{std::string(Code(view.action)),
                        std::string(Label(view.action)),
                        view.assignment,
                        view.allowed,
                        std::nullopt,
                        std::nullopt};
        if (view.reason) {
            line.reason = Code(*view.reason);
            line.reason_label = Label(*view.reason);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<ClockView> CaseClocks(const Case& c, const ViewWords& words, bool explain) {
    std::vector<ClockView> views;
    for (const Clock* clock : ClocksOf(c))
        views.push_back(words.ClockOf(*clock, AssignmentNo{}, explain));
    return views;
}

std::vector<ClockView> AssignmentClocks(const Assignment& a, const ViewWords& words, bool explain) {
    std::vector<ClockView> views;
    for (const Clock* clock : ClocksOf(a)) views.push_back(words.ClockOf(*clock, a.no, explain));
    return views;
}

AssignmentView ViewOf(const Assignment& a, const ViewWords& words) {
    AssignmentView view;
    view.no = a.no;
    view.unit = a.unit;
    view.unit_name = words.UnitName(a.unit);
    view.is_lead = a.is_lead;
    view.state = a.state;
    view.state_label = Label(a.state);
    view.rule = a.rule;
    view.sent_at = words.Local(a.sent_at);
    view.return_until = words.Local(a.return_until);
    view.clocks = AssignmentClocks(a, words, false);
    for (const Extension& e : a.extensions) {
        view.extensions.push_back({e.asked, words.Local(e.asked_at), e.granted});
    }
    view.return_proposed = a.return_proposed;
    view.return_count = a.return_count;
    view.redo_count = a.redo_count;
    view.contacted = a.contacted;
    view.parent = a.parent;
    return view;
}

DisputeView ViewOf(const Dispute& dispute, const ViewWords& words) {
    DisputeView view;
    view.opened_at = words.Local(dispute.opened_at);
    view.due_at = words.Local(dispute.ruling.due_at);
    for (const DisputePosition& p : dispute.positions) {
        view.positions.push_back(
            {p.assignment, p.unit, words.UnitName(p.unit), p.proposed, words.UnitName(p.proposed)});
    }
    view.closed_at = words.Local(dispute.closed_at);
    view.unit = dispute.unit;
    if (dispute.unit) view.unit_name = words.UnitName(*dispute.unit);
    return view;
}

CallbackRecordView ViewOf(const CallbackRecord& record, const ViewWords& words) {
    CallbackRecordView view;
    for (const CallbackAttempt& a : record.attempts) {
        view.attempts.push_back({words.Local(a.at), a.by, std::string(Label(a.by)), a.outcome,
                                 std::string(Label(a.outcome))});
    }
    view.first_solved = record.first_solved;
    view.first_satisfied = record.first_satisfied;
    view.first_attitude = record.first_attitude;
    view.attitude = record.attitude;
    if (record.link_version != 0) view.link_expires_at = words.Local(record.link_expires_at);
    return view;
}

// What stands beside the plain life of a case: quarrels, emergency lines, cars, who was asked.
void AddBeside(CaseView& view, const Case& c, const ViewWords& words, const City& city) {
    if (c.dispute) view.dispute = ViewOf(*c.dispute, words);
    if (c.callbacks) view.callbacks = ViewOf(*c.callbacks, words);
    view.supervision_called_at = words.Local(c.supervision_called_at);
    if (c.hand_over) {
        const HandOverTarget* target = city.FindHandOverTarget(c.hand_over->target);
        view.hand_over = HandOverView{c.hand_over->target,
                                      target == nullptr ? "" : target->name,
                                      words.Local(c.hand_over->offered_at),
                                      words.Local(c.hand_over->answer.due_at),
                                      c.hand_over->accepted,
                                      c.hand_over->number};
    }
    if (c.hand_in)
        view.hand_in = HandInView{words.Local(c.hand_in->answer.due_at), c.hand_in->accepted};
    if (c.car_move) {
        view.car_move = CarMoveView{words.Local(c.car_move->move.due_at), c.car_move->contacts,
                                    c.car_move->reached, c.car_move->moved};
    }
}

// Names stand sealed in the events that added the files.
Result<std::map<std::string, std::string>> AttachmentNames(const Services& services,
                                                           const StoredCase& stored,
                                                           Deadline deadline) {
    std::map<std::string, std::string> names;
    if (stored.state.attachments.empty() || !stored.wrapped_key) return names;
    LD_TRY(const auto history, services.store.History(stored.state.id, deadline));
    for (const JournalEntry& entry : history) {
        if (entry.kind != "attachment_added") continue;
        LD_TRY(const auto body, DecodePayload(entry.kind, entry.payload));
        const auto* added = std::get_if<AttachmentAdded>(&body);
        if (added == nullptr) continue;
        LD_TRY(auto name, ReadText(services, stored, added->name, deadline));
        names[added->attachment.blob.value] = std::move(name);
    }
    return names;
}

CaseView PlainView(const Case& c, const ViewWords& words, const City& city) {
    CaseView view;
    view.id = c.id;
    view.version = c.version;
    view.state = c.state;
    view.state_label = Label(c.state);
    view.channel = c.channel;
    view.channel_label = Label(c.channel);
    view.type = c.type;
    view.type_label = Label(c.type);
    view.category = c.category;
    if (const Category* category = city.FindCategory(c.category)) {
        view.category_name = category->name;
    }
    view.place = c.place;
    if (const Place* place = city.FindPlace(c.place)) view.place_name = place->name;
    view.point = c.point;
    view.urgent = c.urgent;
    view.secret = c.secret;
    view.source_system = c.source_system;
    view.source_id = c.source_id;
    view.opened_at = words.Local(c.opened_at);
    view.closed_at = words.Local(c.closed_at);
    view.clocks = CaseClocks(c, words, false);
    for (const Assignment& a : c.assignments) view.assignments.push_back(ViewOf(a, words));
    view.redo_count = c.redo_count;
    view.return_count = c.return_count;
    view.callback_attempts = c.callback_attempts;
    view.decline_reason = c.decline_reason;
    view.hand_over_target = c.hand_over_target;
    view.article = c.article;
    view.solved = c.solved;
    view.satisfied = c.satisfied;
    view.merged_into = c.merged_into;
    view.merged_children = c.merged_children;
    view.reopens = c.reopens;
    view.split_from = c.split_from;
    view.split_children = c.split_children;
    AddBeside(view, c, words, city);
    return view;
}

}  // namespace

bool MayOnCase(const Principal& who, std::string_view permission, const Case& c, const City& city) {
    const auto& city_wide = who.city_permissions;
    if (city_wide.contains("*") || city_wide.contains(permission)) return true;
    return std::ranges::any_of(
        c.assignments, [&](const Assignment& a) { return MayFor(who, permission, a.unit, city); });
}

bool IsPersonHidden(const Principal& who, const Case& c, const City& city) {
    return c.secret && !MayOnCase(who, "view_secret", c, city);
}

Result<CaseView> ReadCase(const Services& services, const Principal& who, CaseId id,
                          Deadline deadline) {
    LD_TRY(const auto stored, services.store.Load(id, deadline));
    const Case& c = stored.state;
    const auto city = services.city.Current();
    Principal here = who;
    // A task of theirs lets people see a case and add to it: nothing to ask for whoever may both.
    if (!MayView(who, c, *city) || !MayOnCase(who, "attach", c, *city)) {
        LD_TRY(here, OnTask(services, who, id, deadline));
    }
    if (!MayView(here, c, *city))
        return Failure{NotFound("no_such_case", "There is no such case.")};
    ViewWords words(*city, services.store, deadline);
    CaseView view = PlainView(c, words, *city);
    LD_TRY(view.opened_by, words.ActorOf(c.opened_by));
    const bool is_hidden = IsPersonHidden(here, c, *city);
    if (c.erased || !stored.wrapped_key) {
        view.person = PersonShown::kErased;
    } else {
        LD_TRY(auto texts, ReadTexts(services, stored, deadline));
        view.narrative = std::move(texts.narrative);
        view.person = is_hidden ? PersonShown::kHidden : PersonShown::kMasked;
        if (!is_hidden) view.caller = Masked(std::move(texts.caller));
    }
    LD_TRY(const auto names, AttachmentNames(services, stored, deadline));
    for (const Attachment& a : c.attachments) {
        const auto name = names.find(a.blob.value);
        view.attachments.push_back({a.blob, name == names.end() || is_hidden ? "" : name->second,
                                    a.media_type, a.size_bytes, a.content,
                                    words.Local(a.added_at)});
    }
    view.actions = ActionLines(c, {services.clock.Now(), *city, here, {}});
    return view;
}

Result<std::vector<ClockView>> ReadClocks(const Services& services, const Principal& who, CaseId id,
                                          Deadline deadline) {
    LD_TRY(const auto stored, LoadVisible(services, who, id, deadline));
    const auto city = services.city.Current();
    const ViewWords words(*city, services.store, deadline);
    auto views = CaseClocks(stored.state, words, true);
    for (const Assignment& a : stored.state.assignments) {
        for (ClockView& view : AssignmentClocks(a, words, true)) views.push_back(std::move(view));
    }
    return views;
}

Result<Caller> UnmaskPerson(const Services& services, const Principal& who, CaseId id,
                            const std::string& field, const std::string& reason,
                            Deadline deadline) {
    LD_TRY(const auto stored, LoadVisible(services, who, id, deadline));
    if (IsPersonHidden(who, stored.state, *services.city.Current())) {
        return Failure{Error{ErrorKind::kForbidden,
                             "secret",
                             "This case is secret; the person is not shown.",
                             "secret case",
                             {}}};
    }
    ActRequest request;
    request.id = id;
    request.command = ViewPersonalData{field, SealedText{reason, {}}};
    LD_TRY(ActOnCase(services, who, request, deadline));
    LD_TRY(auto texts, ReadTexts(services, stored, deadline));
    return std::move(texts.caller);
}

}  // namespace liandong
