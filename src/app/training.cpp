#include "app/training.hpp"

#include <algorithm>
#include <utility>

#include "app/edition_texts.hpp"
#include "app/view_words.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kReadRows = 500;
// What a number of JSON holds exactly.
constexpr std::int64_t kSeedMask = (std::int64_t{1} << 53) - 1;

template <class D, class Each>
Result<void> ForEachInState(const Services& services, std::string_view state, Deadline deadline,
                            const Each& each) {
    DocumentFilter filter;
    filter.kinds = {DocumentTraits<D>::kKind};
    filter.states = {std::string(state)};
    Page page{{}, kReadRows};
    do {
        LD_TRY(auto found, services.store.ReadDocuments(filter, page, deadline));
        for (const StoredDocument& stored : found.items) {
            LD_TRY(const D document, DocumentCodec<D>::DecodeState(stored.body));
            each(document);
        }
        page.after = std::move(found.next);
    } while (page.after);
    return {};
}

bool IsOfTopics(const ExamRule& rule, const CategoryCode& topic) {
    return std::ranges::any_of(
        rule.topics, [&](const std::string& pattern) { return MatchesCode(pattern, topic.value); });
}

Result<std::vector<DocumentId>> BankOf(const Services& services, const ExamRule& rule,
                                       Deadline deadline) {
    std::vector<DocumentId> bank;
    LD_TRY(ForEachInState<Question>(services, Code(QuestionState::kApproved), deadline,
                                    [&](const Question& question) {
                                        if (IsOfTopics(rule, question.topic))
                                            bank.push_back(question.id);
                                    }));
    if (std::cmp_less(bank.size(), rule.questions)) {
        return Failure{Error{
            ErrorKind::kRejected,
            "too_few_questions",
            "The bank has too few approved questions for this exam.",
            "too few questions",
            {{"wanted", std::to_string(rule.questions)}, {"there", std::to_string(bank.size())}}}};
    }
    return bank;
}

// Whose exam it is: whoever asks, one of the city's people, or a user.
Result<UnitCode> UnitOfPerson(const Services& services, const Principal& who,
                              const std::string& person, Deadline deadline) {
    if (IsNamed(who, person)) return who.actor.unit;
    const auto city = services.city.Current();
    if (const StaffMember* staff = city->FindStaff(person)) return staff->unit;
    LD_TRY(const auto user, services.store.FindUser(UserId{person}, deadline));
    if (!user) return Failure{ToError({RefusalCode::kUnknownPerson, {}})};
    return user->unit;
}

Result<Question> LoadQuestion(const Services& services, DocumentId id, Deadline deadline,
                              StoredDocument& stored) {
    LD_TRY(stored, services.store.LoadDocument(id, deadline));
    return DocumentCodec<Question>::DecodeState(stored.body);
}

// Whoever answers for the unit's people may read their papers, too.
Result<std::pair<Exam, StoredDocument>> LoadExam(const Services& services, const Principal& who,
                                                 DocumentId id, Deadline deadline) {
    const auto city = services.city.Current();
    auto found = LoadDocumentAs<Exam>(services, who, id, deadline);
    if (found) return found;
    return LoadDocumentAs<Exam>(
        services,
        [&] {
            Principal answering = who;
            if (who.unit_permissions.contains("answer_task"))
                answering.unit_permissions.emplace(DocumentTraits<Exam>::kViewPermission);
            if (who.city_permissions.contains("answer_task"))
                answering.city_permissions.emplace(DocumentTraits<Exam>::kViewPermission);
            return answering;
        }(),
        id, deadline);
}

Result<std::string> OpenRow(const Services& services, const StoredDocument& stored,
                            const VaultRef& ref, Deadline deadline) {
    LD_TRY(const auto key, detail::UnwrapKey(services, stored));
    LD_TRY(const auto rows, services.store.VaultRows(stored.head.id, {ref.row}, deadline));
    if (rows.empty())
        return Failure{Unavailable("vault row " + std::to_string(ref.row) + " is missing")};
    return services.vault.Open(key, stored.head.id, ref.row, rows.front().ciphertext, ref.digest);
}

}  // namespace

Result<std::vector<ExamOffer>> ReadExamOffers(const Services& services, Deadline deadline) {
    const auto city = services.city.Current();
    std::vector<ExamOffer> offers;
    offers.reserve(city->exams.size());
    for (const ExamRule& rule : city->exams) {
        ExamOffer offer{rule.code,      rule.name, rule.skill,        {},          rule.topics,
                        rule.questions, 0,         rule.pass_percent, rule.within, rule.valid_days};
        const auto skill = std::ranges::find(city->skills, rule.skill, &Skill::code);
        if (skill != city->skills.end()) offer.skill_name = skill->name;
        offers.push_back(std::move(offer));
    }
    LD_TRY(ForEachInState<Question>(
        services, Code(QuestionState::kApproved), deadline, [&](const Question& question) {
            for (std::size_t i = 0; i < offers.size(); ++i)
                offers[i].bank += IsOfTopics(city->exams[i], question.topic) ? 1 : 0;
        }));
    return offers;
}

Result<Exam> DrawNewExam(const Services& services, const Principal& who, const ExamRequest& request,
                         Deadline deadline) {
    const auto city = services.city.Current();
    const ExamRule* rule = city->FindExam(request.exam);
    if (rule == nullptr) return Failure{ToError({RefusalCode::kUnknownExam, {}})};
    DrawExam draw;
    draw.exam = request.exam;
    draw.person = request.person;
    // Of somebody in the list of staff it is their place there that a certificate opens skills for.
    if (draw.person.empty()) draw.person = who.staff.empty() ? who.actor.id : who.staff;
    LD_TRY(draw.unit, UnitOfPerson(services, who, draw.person, deadline));
    LD_TRY(const std::int64_t nth, services.store.NextInSeries("exam-" + request.exam, deadline));
    const std::int64_t made = ToMillis(services.clock.Now()) * 1'000 + nth;
    draw.seed = request.seed.value_or(made) & kSeedMask;
    LD_TRY(auto bank, BankOf(services, *rule, deadline));
    draw.questions =
        DrawQuestions(std::move(bank), static_cast<std::size_t>(rule->questions), draw.seed);
    return OpenDocument<Exam>(services, who, draw, {}, 0, deadline);
}

Result<Exam> AnswerOneExam(const Services& services, const Principal& who, DocumentId id,
                           const std::vector<Choice>& answers,
                           std::optional<std::int32_t> if_version, Deadline deadline) {
    return RetryLostRace(if_version, [&]() -> Result<Exam> {
        LD_TRY(const auto loaded, LoadExam(services, who, id, deadline));
        const auto& [before, stored] = loaded;
        if (if_version && *if_version != before.version)
            return Failure{detail::DocumentConflict(before.version)};
        AnswerExam command{answers, {}};
        for (const DocumentId question : before.questions) {
            StoredDocument unused;
            LD_TRY(auto found, LoadQuestion(services, question, deadline, unused));
            command.key.push_back(std::move(found.right));
        }
        const auto city = services.city.Current();
        LD_TRY(const auto key, detail::UnwrapKey(services, stored));
        LD_TRY(auto change, DecideDocument<Exam>(services, before, id, key, command,
                                                 {services.clock.Now(), *city, who, {}, {}}));
        ChangeSet changes;
        changes.documents.push_back(std::move(change));
        LD_TRY(services.store.Commit(changes, deadline));
        return DocumentCodec<Exam>::DecodeState(changes.documents.front().body);
    });
}

Result<ExamPaper> ReadExam(const Services& services, const Principal& who, DocumentId id,
                           Deadline deadline) {
    LD_TRY(const auto loaded, LoadExam(services, who, id, deadline));
    const Exam& exam = loaded.first;
    const auto city = services.city.Current();
    const ViewWords words(*city, services.store, deadline);
    ExamPaper paper;
    paper.id = exam.id;
    paper.version = exam.version;
    paper.exam = exam.exam;
    const ExamRule* rule = city->FindExam(exam.exam);
    paper.exam_name = rule == nullptr ? exam.exam : rule->name;
    paper.state = exam.state;
    paper.state_label = Label(exam.state);
    paper.person = exam.person;
    paper.seed = exam.seed;
    paper.pass_percent = exam.pass_percent;
    paper.drawn_at = words.Local(exam.drawn_at);
    paper.due_at = words.Local(exam.due_at);
    paper.percent = exam.percent;
    paper.valid_until = words.Local(exam.valid_until);
    for (std::size_t i = 0; i < exam.questions.size(); ++i) {
        StoredDocument stored;
        LD_TRY(const auto question, LoadQuestion(services, exam.questions[i], deadline, stored));
        PaperQuestion shown;
        shown.id = question.id;
        shown.topic = question.topic;
        LD_TRY(shown.text, OpenRow(services, stored, question.text, deadline));
        LD_TRY(const auto options, OpenRow(services, stored, question.options, deadline));
        shown.options = QuestionLines(options);
        shown.several = question.right.size() > 1;
        if (i < exam.answers.size()) {
            shown.answer = exam.answers[i];
            shown.right = exam.right[i];
            shown.right_options = question.right;
            shown.article = question.article;
            shown.source = question.source;
        }
        paper.questions.push_back(std::move(shown));
    }
    return paper;
}

Result<std::vector<HeldCertificate>> HeldCertificates(const Services& services, Deadline deadline) {
    std::vector<HeldCertificate> held;
    LD_TRY(ForEachInState<Exam>(services, Code(ExamState::kPassed), deadline, [&](const Exam& e) {
        if (!e.skill.empty()) held.push_back({e.person, e.skill, *e.valid_until});
    }));
    return held;
}

}  // namespace liandong
