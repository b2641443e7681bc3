#include "app/discipline.hpp"

#include "adapters/http/routes/document_routes.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/page_texts.hpp"
#include "app/prove_events.hpp"
#include "base/text.hpp"
#include "codec/proof_codec.hpp"

// 纪委监督: referrals, their files, and the feed. What is read here needs `discipline`; the feed is
// also for those who supervise.

namespace liandong {

struct FeedRung {
    std::int32_t level = 0;
    std::string code;
    std::string trigger;
    std::string trigger_label;
    LocalTime reached_at;
    bool failed = false;
};
BOOST_DESCRIBE_STRUCT(FeedRung, (), (level, code, trigger, trigger_label, reached_at, failed))

struct FeedView {
    CaseId about;
    DocumentId climb;
    ClimbState grade = ClimbState::kWatching;
    std::string grade_label;
    std::int32_t level = 0;
    UnitCode unit;
    std::string unit_name;
    std::string category_name;
    std::string place_name;
    LocalTime opened_at;
    LocalTime since;
    bool overdue = false;
    bool repeated = false;
    bool blocked = false;
    std::vector<FeedRung> rungs;
};
BOOST_DESCRIBE_STRUCT(FeedView, (),
                      (about, climb, grade, grade_label, level, unit, unit_name, category_name,
                       place_name, opened_at, since, overdue, repeated, blocked, rungs))

struct FileCaseView {
    CaseId about;
    std::int32_t version = 0;
    std::string state_label;
    std::string category_name;
    std::string place_name;
    RawJson timeline;
    RawJson papers;
    std::optional<RawJson> proof;  ///< absent while no head was signed over it yet
};
BOOST_DESCRIBE_STRUCT(FileCaseView, (),
                      (about, version, state_label, category_name, place_name, timeline, papers,
                       proof))

struct FileView {
    RawJson referral;
    std::vector<FileCaseView> cases;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(FileView, (), (referral, cases, text))

struct NoteBody {
    std::string note;
};
BOOST_DESCRIBE_STRUCT(NoteBody, (), (note))
struct ReasonBody {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReasonBody, (), (reason))

}  // namespace liandong

namespace liandong::http {
namespace {

Result<Response> PostReferral(const ApiServices& api, const Request& request) {
    LD_TRY(auto command, DocumentCodec<DisciplineReferral>::DecodeCommand("propose", request.body));
    const auto& propose = std::get<ProposeReferral>(command);
    LD_TRY(const auto referral,
           OpenDocument<DisciplineReferral>(api.services, Who(request), command, propose.cases,
                                            propose.level, request.deadline));
    return DocumentBrief(201, HeadOf(referral));
}

Result<Response> PostHandOver(const ApiServices& api, const Request& request) {
    LD_TRY(const DocumentId id, DocumentIdOf(request));
    LD_TRY(const auto body, BodyOf<NoteBody>(request));
    LD_TRY(const auto referral,
           HandOverToDiscipline(api.services, Who(request), id, body.note, request.deadline));
    return DocumentBrief(200, HeadOf(referral));
}

Result<Response> PostWithdraw(const ApiServices& api, const Request& request) {
    LD_TRY(const DocumentId id, DocumentIdOf(request));
    LD_TRY(const auto body, BodyOf<ReasonBody>(request));
    LD_TRY(const auto referral,
           WithdrawFromDiscipline(api.services, Who(request), id, body.reason, request.deadline));
    return DocumentBrief(200, HeadOf(referral));
}

Result<std::optional<RawJson>> ProofOf(const ApiServices& api, const Request& request,
                                       CaseId about) {
    const ProofServices proofs{api.services, api.signer, api.sha256};
    const auto proof = ProveCase(proofs, Who(request), about, std::nullopt, request.deadline);
    if (proof) return std::optional(RawJson{EncodeProof(*proof)});
    if (proof.error().code == "no_tree_head") return std::optional<RawJson>{};
    return Failure{proof.error()};
}

Result<Response> GetFile(const ApiServices& api, const Request& request) {
    LD_TRY(const DocumentId id, DocumentIdOf(request));
    LD_TRY(auto file, ReadDisciplineFile(api.services, Who(request), id, request.deadline));
    FileView view{{DocumentText(std::move(file.referral))}, {}, std::move(file.text)};
    for (DisciplineCase& one : file.cases) {
        FileCaseView& shown = view.cases.emplace_back();
        shown.about = one.view.id;
        shown.version = one.version;
        shown.state_label = one.view.state_label;
        shown.category_name = one.view.category_name;
        shown.place_name = one.view.place_name;
        shown.timeline.text = TimelineText(std::move(one.timeline));
        std::string papers = "[";
        for (DocumentView& paper : one.papers) {
            if (papers.size() > 1) papers.push_back(',');
            papers += DocumentText(std::move(paper));
        }
        shown.papers.text = papers + "]";
        LD_TRY(shown.proof, ProofOf(api, request, shown.about));
    }
    return Json(200, view);
}

FeedView ViewOf(const FeedLine& line) {
    FeedView view{line.about, line.climb,     line.grade,         line.grade_label, line.level,
                  line.unit,  line.unit_name, line.category_name, line.place_name,  line.opened_at,
                  line.since, line.overdue,   line.repeated,      line.blocked,     {}};
    for (const ClimbedRung& rung : line.rungs) {
        view.rungs.push_back({rung.level,
                              rung.code,
                              rung.trigger,
                              std::string(TriggerLabel(rung.trigger)),
                              {rung.reached_at, line.since.offset},
                              rung.failed_at.has_value()});
    }
    return view;
}

Result<Response> GetFeed(const ApiServices& api, const Request& request) {
    std::set<ClimbState> grades;
    for (const std::string_view text : Split(request.query.Get("grade"), ',')) {
        if (text.empty()) continue;
        LD_TRY(const auto grade, CodeFrom<ClimbState>("grade", text));
        grades.insert(grade);
    }
    LD_TRY(const Page page, PageFrom(request));
    LD_TRY(auto found, ReadDisciplineFeed(api.services, Who(request), std::move(grades), page,
                                          request.deadline));
    PageOf<FeedView> views{{}, std::move(found.next)};
    for (const FeedLine& line : found.items) views.items.push_back(ViewOf(line));
    return ListJson(views);
}

}  // namespace

void AddDisciplineRoutes(RouteTable& table) {
    const std::string base = "/api/v1/discipline-referrals";
    table.Add(Method::kPost, base, "supervise", PostReferral);
    table.Add(Method::kPost, base + "/{id}/hand_over", "supervise", PostHandOver);
    table.Add(Method::kPost, base + "/{id}/withdraw", "supervise", PostWithdraw);
    table.Add(Method::kGet, base + "/{id}/file", "discipline", GetFile);
    table.Add(Method::kGet, "/api/v1/discipline/feed", "signed-in", GetFeed);
    AddDocumentCommands<DisciplineReferral>(table, base);
}

}  // namespace liandong::http
