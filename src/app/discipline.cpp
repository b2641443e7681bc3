#include "app/discipline.hpp"

#include <algorithm>

#include "app/read_case.hpp"
#include "app/view_words.hpp"

namespace liandong {
namespace {

constexpr std::string_view kDiscipline = "discipline";
constexpr std::string_view kSupervise = "supervise";

Result<void> NeedDiscipline(const Principal& who) {
    if (MayAnywhere(who, kDiscipline)) return {};
    return Failure{ToError({RefusalCode::kNotPermitted, {}})};
}

Result<DisciplineReferral> ActForHotline(const Services& services, const Principal& who,
                                         DocumentId id, const ReferralCommand& command,
                                         Deadline deadline) {
    if (!MayAnywhere(who, kSupervise)) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    // The eyes of the rules, not of the person: nothing of it is shown.
    return ActOnDocument<DisciplineReferral>(services, WithPermission(who, kDiscipline),
                                             {id, command, {}, {}}, deadline);
}

Result<DisciplineCase> ReadOne(const Services& services, const Principal& who,
                               const ReferralFile& file, Deadline deadline) {
    DisciplineCase one;
    one.version = file.version;
    LD_TRY(one.view, ReadCase(services, who, file.about, deadline));
    LD_TRY(one.timeline, ReadTimeline(services, who, file.about, deadline));
    std::erase_if(one.timeline, [&](const TimelineEntry& e) { return e.seq > file.version; });
    DocumentQuestion question;
    question.filter.about = file.about;
    LD_TRY(const auto papers,
           ListDocuments(services, who, question, Page{std::nullopt, 100}, deadline));
    for (const DocumentLine& line : papers.items) {
        if (line.kind == DocumentKind::kDisciplineReferral) continue;
        LD_TRY(auto paper, ReadDocument(services, who, line.id, deadline));
        one.papers.push_back(std::move(paper));
    }
    std::ranges::reverse(one.papers);  // oldest first, as a file is read
    return one;
}

std::string Moment(const LocalTime& at) {
    std::string text = FormatRfc3339(at.at, at.offset);
    text[10] = ' ';
    return text.substr(0, 16);
}

void Print(std::string& out, const std::vector<OpenedText>& texts) {
    for (const OpenedText& text : texts) out += "      " + text.text + "\n";
}

std::string Print(const DisciplineFile& file) {
    std::string out = file.referral.head.kind_label + " " + file.referral.head.number + "\n";
    for (const DocumentStep& step : file.referral.timeline) {
        out += "  " + Moment(step.at) + "  " + step.kind + "\n";
        Print(out, step.texts);
    }
    for (const DisciplineCase& one : file.cases) {
        out += "\n工单 " + std::to_string(one.view.id.value) + "  " + one.view.category_name +
               "  " + one.view.place_name + "  " + one.view.state_label + "\n";
        for (const TimelineEntry& entry : one.timeline) {
            out += "  " + std::to_string(entry.seq) + "  " + Moment(entry.at) + "  " + entry.label +
                   "  " + entry.actor.name + "\n";
            Print(out, entry.texts);
        }
        for (const DocumentView& paper : one.papers) {
            out += "  " + paper.head.kind_label + " " + paper.head.number + "\n";
            for (const DocumentStep& step : paper.timeline) {
                out += "    " + Moment(step.at) + "  " + step.kind + "\n";
                Print(out, step.texts);
            }
        }
    }
    return out;
}

Result<FeedLine> LineOf(const Services& services, const ViewWords& words, const City& city,
                        const StoredDocument& stored, Deadline deadline) {
    LD_TRY(const Climb climb, DocumentCodec<Climb>::DecodeState(stored.body));
    LD_TRY(const auto found, services.store.Load(climb.about, deadline));
    const Case& c = found.state;
    FeedLine line;
    line.about = climb.about;
    line.climb = climb.id;
    line.grade = climb.state;
    line.grade_label = Label(climb.state);
    line.level = LevelOf(climb);
    if (const Assignment* lead = FindLead(c)) {
        line.unit = lead->unit;
        line.unit_name = words.UnitName(lead->unit);
    }
    if (const Category* category = city.FindCategory(c.category))
        line.category_name = category->name;
    if (const Place* place = city.FindPlace(c.place)) line.place_name = place->name;
    line.opened_at = words.Local(c.opened_at);
    line.since = words.Local(climb.rungs.empty() ? climb.began_at : climb.rungs.back().reached_at);
    line.overdue = IsOverdue(c);
    line.repeated = c.redo_count > 0 || !c.merged_children.empty();
    const bool has_failed = std::ranges::any_of(
        climb.rungs, [](const ClimbedRung& rung) { return rung.failed_at.has_value(); });
    line.blocked = c.return_count >= 2 || has_failed;
    line.rungs = climb.rungs;
    return line;
}

}  // namespace

Result<DisciplineReferral> HandOverToDiscipline(const Services& services, const Principal& who,
                                                DocumentId id, const std::string& note,
                                                Deadline deadline) {
    LD_TRY(const auto stored, services.store.LoadDocument(id, deadline));
    HandOverReferral command{{}, {note, {}}};
    for (const CaseId about : stored.head.cases) {
        LD_TRY(const auto found, LoadVisible(services, who, about, deadline));
        command.files.push_back({about, found.state.version});
    }
    return ActForHotline(services, who, id, command, deadline);
}

Result<DisciplineReferral> WithdrawFromDiscipline(const Services& services, const Principal& who,
                                                  DocumentId id, const std::string& reason,
                                                  Deadline deadline) {
    return ActForHotline(services, who, id, WithdrawReferral{{reason, {}}}, deadline);
}

Result<DisciplineFile> ReadDisciplineFile(const Services& services, const Principal& who,
                                          DocumentId id, Deadline deadline) {
    LD_TRY(NeedDiscipline(who));
    LD_TRY(const auto loaded, LoadDocumentAs<DisciplineReferral>(services, who, id, deadline));
    const DisciplineReferral& referral = loaded.first;
    if (referral.files.empty()) return Failure{ToError({RefusalCode::kWrongState, {}})};
    DisciplineFile file;
    LD_TRY(file.referral, ReadDocument(services, who, id, deadline));
    for (const ReferralFile& each : referral.files) {
        LD_TRY(auto one, ReadOne(services, who, each, deadline));
        file.cases.push_back(std::move(one));
    }
    file.text = Print(file);
    return file;
}

Result<PageOf<FeedLine>> ReadDisciplineFeed(const Services& services, const Principal& who,
                                            std::set<ClimbState> grades, const Page& page,
                                            Deadline deadline) {
    if (!MayAnywhere(who, kSupervise)) {
        LD_TRY(NeedDiscipline(who));
    }
    if (grades.empty()) grades = {ClimbState::kYellow, ClimbState::kOrange, ClimbState::kRed};
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kClimb};
    for (const ClimbState grade : grades) filter.states.emplace(Code(grade));
    LD_TRY(auto found, services.store.ReadDocuments(filter, page, deadline));
    const auto city = services.city.Current();
    const ViewWords words(*city, services.store, deadline);
    PageOf<FeedLine> lines{{}, std::move(found.next)};
    for (const StoredDocument& stored : found.items) {
        LD_TRY(auto line, LineOf(services, words, *city, stored, deadline));
        lines.items.push_back(std::move(line));
    }
    return lines;
}

}  // namespace liandong
