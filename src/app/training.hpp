#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/act_on_document.hpp"
#include "app/case_views.hpp"
#include "domain/document/exam.hpp"
#include "domain/document/question.hpp"

// 培训: questions out of articles and real rulings, exams drawn from them, certificates.

namespace liandong {

/// Drafts out of what was ruled in a case (a dispute, a decline): its category, units and reasons,
/// with its number, and nothing of the person. Errors: kNotFound "no_such_case"; kRejected
/// "nothing_ruled"; the refusals of ProposeQuestion.
[[nodiscard]] Result<std::vector<Question>> DraftQuestions(const Services& services,
                                                           const Principal& who, CaseId about,
                                                           Deadline deadline);

/// An exam that the city holds, as those who may sit it see it.
struct ExamOffer {
    std::string code;
    std::string name;
    std::string skill;  ///< that its certificate opens; empty: none
    std::string skill_name;
    std::vector<std::string> topics;
    std::int32_t questions = 0;
    std::int32_t bank = 0;  ///< approved questions of its topics; too few: no paper can be drawn
    std::int32_t pass_percent = 0;
    Limit within;
    std::int32_t valid_days = 0;
};
/// The exams of the profile. Shape: reads the approved questions once. Errors: the store's.
[[nodiscard]] Result<std::vector<ExamOffer>> ReadExamOffers(const Services& services,
                                                            Deadline deadline);

struct ExamRequest {
    std::string exam;
    std::string person;                ///< a user's id or a staff code; empty: who asks
    std::optional<std::int64_t> seed;  ///< empty: one is made; kept with the paper either way
};
/// A paper of its own for somebody. Errors: kRejected "too_few_questions" (args "wanted", "there")
/// when the bank has too few approved questions of the exam's topics; the refusals of DrawExam.
[[nodiscard]] Result<Exam> DrawNewExam(const Services& services, const Principal& who,
                                       const ExamRequest& request, Deadline deadline);

/// Marked at once; a paper is answered once. Errors: those of ActOnDocument, the refusals of
/// AnswerExam.
[[nodiscard]] Result<Exam> AnswerOneExam(const Services& services, const Principal& who,
                                         DocumentId id, const std::vector<Choice>& answers,
                                         std::optional<std::int32_t> if_version, Deadline deadline);

struct PaperQuestion {
    DocumentId id;
    CategoryCode topic;
    std::string text;
    std::vector<std::string> options;
    bool several = false;          ///< more than one option is right
    Choice answer;                 ///< once it was answered
    std::optional<bool> right;     ///< likewise
    Choice right_options;          ///< likewise: what would have been right
    std::string article;           ///< likewise: "code@edition" that it is asked from; may be empty
    std::optional<CaseId> source;  ///< likewise: the case whose ruling it is asked from
};
struct ExamPaper {
    DocumentId id;
    std::int32_t version = 0;
    std::string exam;
    std::string exam_name;
    ExamState state = ExamState::kDrawn;
    std::string state_label;
    std::string person;
    std::int64_t seed = 0;
    std::int32_t pass_percent = 0;
    LocalTime drawn_at;
    LocalTime due_at;
    std::int32_t percent = 0;
    std::optional<LocalTime> valid_until;
    std::vector<PaperQuestion> questions;
};
/// For whoever is examined and for trainers. Never what is right before it was answered. Errors:
/// kNotFound "no_such_document".
[[nodiscard]] Result<ExamPaper> ReadExam(const Services& services, const Principal& who,
                                         DocumentId id, Deadline deadline);

/// Certificates that hold now, for the board of people. Errors: those of the store.
struct HeldCertificate {
    std::string person;
    std::string skill;
    Instant valid_until;
};
[[nodiscard]] Result<std::vector<HeldCertificate>> HeldCertificates(const Services& services,
                                                                    Deadline deadline);

}  // namespace liandong
