#include "app/citizen.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "app/act_on_case.hpp"
#include "app/read_case.hpp"
#include "app/view_words.hpp"

namespace liandong {
namespace {

constexpr std::uint64_t kCodes = 100'000'000;
constexpr std::size_t kCodeDigits = 8;

struct ShownStep {
    std::string_view kind;
    std::string_view label;
    std::string_view text;  // member of the event that a citizen reads; empty: none
};

// What a citizen may see of the history, and how it is called for them. Everything else is between
// offices. An answer is shown once it was accepted, so it is not in here.
constexpr auto kShownSteps = std::to_array<ShownStep>({
    {"case_opened", "已受理", ""},
    {"case_dispatched", "已派给承办单位", ""},
    {"dispatch_withdrawn", "正在重新确定承办单位", ""},
    {"acknowledged", "承办单位已签收", ""},
    {"supplement_asked", "需要您补充", "question"},
    {"supplemented", "您补充了材料", ""},
    {"citizen_contacted", "承办单位联系您", ""},
    {"extension_granted", "办理时间已延长", ""},
    {"answered_at_desk", "已答复", "answer"},
    {"case_declined", "不予受理", "explanation"},
    {"case_handed_over", "已转紧急部门处置", ""},
    {"answer_accepted", "已答复", ""},
    {"called_back", "您评价了办理结果", ""},
    {"case_redone", "重新办理", ""},
    {"case_merged", "已与相同诉求合并办理", ""},
    {"case_finished", "已办结", ""},
    {"case_voided", "已作废", ""},
});

Error NoSuchSlip() {
    return NotFound("no_such_slip", "The number and the code do not belong together.");
}

bool SameDigits(std::string_view typed, std::string_view code) {
    unsigned difference = 0;
    std::size_t at = 0;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        if (at == code.size()) return false;
        difference |= static_cast<unsigned char>(c) ^
                      static_cast<unsigned>(static_cast<unsigned char>(code[at]));
        ++at;
    }
    return at == code.size() && difference == 0;
}

std::string TextOf(const TimelineEntry& entry, std::string_view field) {
    const auto found = std::ranges::find(entry.texts, field, &OpenedText::field);
    return found == entry.texts.end() ? std::string() : found->text;
}

std::vector<CitizenStep> StepsOf(const std::vector<TimelineEntry>& timeline, const Case& c,
                                 const ViewWords& words) {
    std::vector<CitizenStep> steps;
    std::string answer;
    const Assignment* lead = FindLead(c);
    for (const TimelineEntry& entry : timeline) {
        // Of several units the lead answers; an assisting unit's answer comes before the lead's.
        if (entry.kind == "assignment_finished") answer = TextOf(entry, "reply");
        const auto shown = std::ranges::find(kShownSteps, entry.kind, &ShownStep::kind);
        if (shown == kShownSteps.end()) continue;
        CitizenStep step{entry.kind, std::string(shown->label), entry.at, entry.actor.unit_name,
                         shown->text.empty() ? std::string() : TextOf(entry, shown->text)};
        if (entry.kind == "answer_accepted") step.text = answer;
        const bool is_lead_named = entry.kind == "case_dispatched" || entry.kind == "case_redone" ||
                                   entry.kind == "answer_accepted";
        if (is_lead_named && lead != nullptr) step.unit_name = words.UnitName(lead->unit);
        steps.push_back(std::move(step));
    }
    return steps;
}

// How the case goes on that theirs was merged into: what happens, not a word of what others said.
Result<std::vector<CitizenStep>> StepsElsewhere(const Services& services, CaseId id,
                                                std::optional<Instant> since, Deadline deadline) {
    const Principal who = CitizenPrincipal();
    LD_TRY(const auto stored, LoadVisible(services, who, id, deadline));
    LD_TRY(const auto timeline, ReadTimeline(services, who, id, deadline));
    const auto city = services.city.Current();
    auto steps = StepsOf(timeline, stored.state, ViewWords(*city, services.store, deadline));
    std::erase_if(steps, [&](const CitizenStep& step) {
        return (since && step.at.at < *since) || step.kind == "called_back";
    });
    for (CitizenStep& step : steps) step.text.clear();
    return steps;
}

Result<Case> Act(const Services& services, const CaseSlip& slip, Command command,
                 Deadline deadline) {
    LD_TRY(CheckSlip(services, slip));
    ActRequest request;
    request.id = slip.id;
    request.command = std::move(command);
    return ActOnCase(services, CitizenPrincipal(), request, deadline);
}

}  // namespace

Principal CitizenPrincipal() {
    return {Actor{ActorKind::kCitizen, "citizen", {}},
            {"open", "view", "view_secret", "callback", "supplement", "attach"},
            {}};
}

std::string SlipCode(Vault& vault, CaseId id) {
    // The prefix keeps it apart from tokens of the search, which hash under the same key: no text
    // that is searched for holds a line break.
    const std::string hash = vault.TokenHash("slip\n" + std::to_string(id.value));
    std::uint64_t number = 0;
    std::from_chars(hash.data(), hash.data() + hash.size(), number, 16);
    std::string code = std::to_string(number % kCodes);
    return std::string(kCodeDigits - code.size(), '0') + code;
}

Result<void> CheckSlip(const Services& services, const CaseSlip& slip) {
    if (!SameDigits(slip.code, SlipCode(services.vault, slip.id))) return Failure{NoSuchSlip()};
    return {};
}

Result<OpenedCase> OpenForCitizen(const Services& services, OpenCaseRequest request,
                                  Deadline deadline) {
    request.command.channel = Channel::kWeb;
    request.command.category_chosen_by = "citizen";
    request.command.source_system.clear();
    request.command.source_id.clear();
    request.command.urgent.reset();  // the category says it, not whoever is in a hurry
    request.dispatch = false;
    return OpenNewCase(services, CitizenPrincipal(), std::move(request), deadline);
}

Result<CitizenView> FollowCase(const Services& services, const CaseSlip& slip, Deadline deadline) {
    LD_TRY(CheckSlip(services, slip));
    const Principal who = CitizenPrincipal();
    auto stored = LoadVisible(services, who, slip.id, deadline);
    if (!stored) {
        if (stored.error().kind == ErrorKind::kNotFound) return Failure{NoSuchSlip()};
        return Failure{std::move(stored).error()};
    }
    const Case& c = stored->state;
    const auto city = services.city.Current();
    const ViewWords words(*city, services.store, deadline);
    LD_TRY(const auto timeline, ReadTimeline(services, who, slip.id, deadline));
    CitizenView view;
    view.id = c.id;
    view.state = c.state;
    view.state_label = Label(c.state);
    if (!c.erased && stored->wrapped_key) {
        LD_TRY(auto texts, ReadTexts(services, *stored, deadline));
        view.title = std::move(texts.narrative.title);
        view.content = std::move(texts.narrative.content);
    }
    if (const Category* category = city->FindCategory(c.category)) {
        view.category_name = category->name;
    }
    if (const Place* place = city->FindPlace(c.place)) view.place_name = place->name;
    view.opened_at = words.Local(c.opened_at);
    view.closed_at = words.Local(c.closed_at);
    if (const Assignment* lead = FindLead(c); lead != nullptr && IsOpen(lead->state)) {
        view.due_at = words.Local(lead->handling.due_at);
    }
    view.solved = c.solved;
    view.satisfied = c.satisfied;
    view.may_rate = c.state == CaseState::kCallback;
    view.may_supplement = c.state == CaseState::kAwaitingSupplement;
    view.steps = StepsOf(timeline, c, words);
    if (c.merged_into) {
        LD_TRY(auto steps, StepsElsewhere(services, *c.merged_into, c.closed_at, deadline));
        std::ranges::move(steps, std::back_inserter(view.steps));
    }
    return view;
}

Result<void> RateCase(const Services& services, const CaseSlip& slip, const CitizenRating& rating,
                      Deadline deadline) {
    Callback callback;
    callback.reached = true;
    callback.solved = rating.solved;
    callback.satisfied = rating.satisfied;
    callback.redo = rating.solved == Verdict::kNo;
    callback.opinion.plain = rating.opinion;
    LD_TRY(Act(services, slip, std::move(callback), deadline));
    return {};
}

Result<void> SupplementCase(const Services& services, const CaseSlip& slip, const std::string& text,
                            Deadline deadline) {
    Supplement supplement;
    supplement.text.plain = text;
    LD_TRY(Act(services, slip, std::move(supplement), deadline));
    return {};
}

}  // namespace liandong
