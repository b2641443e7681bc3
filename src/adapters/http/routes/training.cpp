#include "app/training.hpp"

#include "adapters/http/routes/document_routes.hpp"
#include "adapters/http/routes/json_body.hpp"

// 题库、考试.

namespace liandong {

struct FromCaseBody {
    CaseId case_id;
};
struct AnswersBody {
    std::vector<Choice> answers;
};
struct DraftedQuestion {
    DocumentId id;
    CategoryCode topic;
    std::optional<CaseId> source;
    std::int32_t option_count = 0;
};
BOOST_DESCRIBE_STRUCT(FromCaseBody, (), (case_id))
BOOST_DESCRIBE_STRUCT(AnswersBody, (), (answers))
BOOST_DESCRIBE_STRUCT(DraftedQuestion, (), (id, topic, source, option_count))
BOOST_DESCRIBE_STRUCT(ExamRequest, (), (exam, person, seed))
template <>
inline constexpr bool HasDefault<ExamRequest> = true;
template <>
inline constexpr auto kRequired<ExamRequest> = std::to_array<std::string_view>({"exam"});
BOOST_DESCRIBE_STRUCT(PaperQuestion, (),
                      (id, topic, text, options, several, answer, right, right_options, article,
                       source))
BOOST_DESCRIBE_STRUCT(ExamOffer, (),
                      (code, name, skill, skill_name, topics, questions, bank, pass_percent, within,
                       valid_days))
BOOST_DESCRIBE_STRUCT(ExamPaper, (),
                      (id, version, exam, exam_name, state, state_label, person, seed, pass_percent,
                       drawn_at, due_at, percent, valid_until, questions))

}  // namespace liandong

namespace liandong::http {
namespace {

Result<Response> PostQuestion(const ApiServices& api, const Request& request) {
    LD_TRY(const auto command, DocumentCodec<Question>::DecodeCommand("propose", request.body));
    LD_TRY(const auto question,
           OpenDocument<Question>(api.services, Who(request), command, {}, 0, request.deadline));
    return DocumentBrief(201, HeadOf(question));
}

Result<Response> PostFromCase(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<FromCaseBody>(request));
    LD_TRY(const auto drafts,
           DraftQuestions(api.services, Who(request), body.case_id, request.deadline));
    std::vector<DraftedQuestion> shown;
    shown.reserve(drafts.size());
    for (const Question& q : drafts) shown.push_back({q.id, q.topic, q.source, q.option_count});
    return Response::Json(201, ListText(shown)).With("Cache-Control", "no-store");
}

Result<Response> GetExams(const ApiServices& api, const Request& request) {
    LD_TRY(const auto offers, ReadExamOffers(api.services, request.deadline));
    return ListJson(offers);
}

Result<Response> PostExam(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<ExamRequest>(request));
    LD_TRY(const auto exam, DrawNewExam(api.services, Who(request), body, request.deadline));
    return DocumentBrief(201, HeadOf(exam));
}

Result<Response> GetExam(const ApiServices& api, const Request& request) {
    LD_TRY(const DocumentId id, DocumentIdOf(request));
    LD_TRY(const auto paper, ReadExam(api.services, Who(request), id, request.deadline));
    return Json(200, paper).With("ETag", VersionTag(paper.version));
}

Result<Response> PostAnswers(const ApiServices& api, const Request& request) {
    LD_TRY(const DocumentId id, DocumentIdOf(request));
    LD_TRY(const auto if_version, IfMatch(request));
    LD_TRY(const auto body, BodyOf<AnswersBody>(request));
    LD_TRY(const auto marked, AnswerOneExam(api.services, Who(request), id, body.answers,
                                            if_version, request.deadline));
    return DocumentBrief(200, HeadOf(marked));
}

}  // namespace

void AddTrainingRoutes(RouteTable& table) {
    table.Add(Method::kPost, "/api/v1/questions", "train", PostQuestion);
    table.Add(Method::kPost, "/api/v1/questions/from-case", "train", PostFromCase);
    AddDocumentCommands<Question>(table, "/api/v1/questions");
    table.Add(Method::kGet, "/api/v1/exams", "signed-in", GetExams);
    table.Add(Method::kPost, "/api/v1/exams", "signed-in", PostExam);
    table.Add(Method::kGet, "/api/v1/exams/{id}", "signed-in", GetExam);
    table.Add(Method::kPost, "/api/v1/exams/{id}/answer", "signed-in", PostAnswers);
    AddDocumentCommands<Exam>(table, "/api/v1/exams");
}

}  // namespace liandong::http
