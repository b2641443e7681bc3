#include "app/read_answer_check.hpp"

#include <algorithm>

#include "app/act_on_case.hpp"
#include "app/read_case.hpp"
#include "codec/event_codec.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kOtherCasesMax = 20;

struct Answer {
    AssignmentFinished finished;
    Instant at;
};

/// The last answer that one of these assignments gave.
Result<std::optional<Answer>> LastAnswer(const Services& services, CaseId id,
                                         const std::vector<AssignmentNo>& of, Deadline deadline) {
    LD_TRY(const auto history, services.store.History(id, deadline));
    std::optional<Answer> last;
    for (const JournalEntry& entry : history) {
        if (entry.kind != "assignment_finished") continue;
        LD_TRY(auto body, DecodePayload(entry.kind, entry.payload));
        auto* finished = std::get_if<AssignmentFinished>(&body);
        if (finished == nullptr || std::ranges::find(of, finished->assignment) == of.end())
            continue;
        last = Answer{std::move(*finished), entry.at};
    }
    return last;
}

struct OtherAnswers {
    std::vector<CaseId> cases;
    std::vector<std::string> replies;  ///< one for each case
};

Result<OtherAnswers> OtherAnswersOf(const Services& services, const Principal& who,
                                    const UnitCode& unit, CaseId but, Deadline deadline) {
    CaseFilter filter;
    filter.units = {unit};
    LD_TRY(const auto page,
           services.store.ListCases(filter, {std::nullopt, kOtherCasesMax + 1}, deadline));
    const auto city = services.city.Current();
    OtherAnswers others;
    for (const CaseRow& row : page.items) {
        if (row.id == but) continue;
        LD_TRY(const auto stored, services.store.Load(row.id, deadline));
        if (!stored.wrapped_key || !MayView(who, stored.state, *city)) continue;
        std::vector<AssignmentNo> of;
        for (const Assignment& a : stored.state.assignments) {
            if (a.unit == unit) of.push_back(a.no);
        }
        LD_TRY(const auto answer, LastAnswer(services, row.id, of, deadline));
        if (!answer) continue;
        LD_TRY(auto reply, ReadText(services, stored, answer->finished.reply, deadline));
        others.cases.push_back(row.id);
        others.replies.push_back(std::move(reply));
    }
    return others;
}

// Names that the request says, as far as an answer should repeat them: what is as wide as a
// district says nothing, and a list of everything around is no place.
std::vector<std::string> PlacesSaid(const City& city, const Narrative& narrative) {
    constexpr std::size_t kPlacesMax = 3;
    std::vector<std::string> places;
    const PlaceIndex index(city);
    for (const FoundPlace& found : index.Find(city, narrative.title + "\n" + narrative.content)) {
        if (found.kind == "district" || found.kind == "crossing") continue;
        if (places.size() < kPlacesMax) places.push_back(found.text);
    }
    return places;
}

AnswerCheckView ViewOf(const AnswerCheck& check, const OtherAnswers& others) {
    AnswerCheckView view;
    view.relevance = check.relevance;
    for (const AnswerFinding& finding : check.findings)
        view.findings.push_back({finding.flaw, std::string(Label(finding.flaw)), finding.found});
    for (const AnswerPromise& promise : check.promises) {
        view.promises.push_back(
            {promise.text, promise.is_dated,
             promise.by ? std::optional(FormatDay(*promise.by)) : std::nullopt});
    }
    view.basis = check.basis;
    if (check.copied_from) view.copied_from = others.cases.at(*check.copied_from);
    return view;
}

}  // namespace

Result<AnswerCheckView> ReadAnswerCheck(const Services& services, const Principal& who, CaseId id,
                                        AssignmentNo assignment, Deadline deadline) {
    LD_TRY(const auto stored, LoadVisible(services, who, id, deadline));
    const auto city = services.city.Current();
    const Error none = NotFound("no_answer", "There is no answer to check.");
    const Assignment* part = FindAssignment(stored.state, assignment);
    if (part == nullptr || !stored.wrapped_key) return Failure{none};
    LD_TRY(const auto answer, LastAnswer(services, id, {part->no}, deadline));
    if (!answer) return Failure{none};
    LD_TRY(const auto texts, ReadTexts(services, stored, deadline));
    LD_TRY(const auto others, OtherAnswersOf(services, who, part->unit, id, deadline));
    AnswerToCheck asked;
    asked.asked = texts.narrative.title + "\n" + texts.narrative.content;
    LD_TRY(asked.done, ReadText(services, stored, answer->finished.done, deadline));
    LD_TRY(asked.reply, ReadText(services, stored, answer->finished.reply, deadline));
    asked.type = stored.state.type;
    asked.is_refused = answer->finished.solved == Verdict::kNo ||
                       answer->finished.substantiated == Verdict::kNo ||
                       answer->finished.beyond_duty;
    asked.caller_contacted = answer->finished.caller_contacted || part->contacted;
    asked.places = PlacesSaid(*city, texts.narrative);
    asked.answered_on = DayOf(answer->at, city->calendar.offset);
    asked.other_replies = others.replies;
    AnswerCheckView view = ViewOf(CheckAnswer(asked), others);
    view.assignment = part->no;
    view.answered_at = {answer->at, city->calendar.offset};
    return view;
}

}  // namespace liandong
