#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 考试: questions drawn for one person, answered once and marked at once. Whoever passes has a
// certificate for a time; where the profile says so it opens a skill.

namespace liandong {

enum class ExamState : std::uint8_t {
    kDrawn = 1,
    kPassed = 2,
    kFailed = 3,
    kLapsed = 4,
    kExpired = 5,
    kRevoked = 6,
};
template <>
inline constexpr auto kNames<ExamState> = std::to_array<Named<ExamState>>({
    {ExamState::kDrawn, "drawn", "待作答"},
    {ExamState::kPassed, "passed", "合格"},
    {ExamState::kFailed, "failed", "不合格"},
    {ExamState::kLapsed, "lapsed", "超时未交"},
    {ExamState::kExpired, "expired", "证书到期"},
    {ExamState::kRevoked, "revoked", "证书撤销"},
});

using Choice = std::vector<std::int32_t>;  ///< numbers of options, ascending; 1 is the first

struct Exam {
    DocumentId id;
    std::int32_t version = 0;
    ExamState state = ExamState::kDrawn;
    std::string exam;  ///< code of the profile's rule
    std::string skill;
    std::string person;  ///< id of a user, or a code of staff.csv
    UnitCode unit;
    std::int64_t seed = 0;
    std::vector<DocumentId> questions;
    std::int32_t pass_percent = 0;
    std::int32_t valid_days = 0;
    Instant drawn_at;
    Instant due_at;
    std::vector<Choice> answers;
    std::vector<bool> right;  ///< of each answer
    std::int32_t percent = 0;
    std::optional<Instant> valid_until;  ///< of the certificate
    std::optional<Instant> closed_at;

    bool operator==(const Exam&) const = default;
};

/// `count` of `bank`, in the order in which they are asked. The same bank, count and seed give the
/// same paper on every machine. Shape: pure; fewer when the bank has fewer.
[[nodiscard]] std::vector<DocumentId> DrawQuestions(std::vector<DocumentId> bank, std::size_t count,
                                                    std::int64_t seed);

// ---- what happened -------------------------------------------------------------------------------

struct ExamDrawn {
    std::string exam;
    std::string skill;
    std::string person;
    UnitCode unit;
    std::int64_t seed = 0;
    std::vector<DocumentId> questions;
    std::int32_t pass_percent = 0;
    std::int32_t valid_days = 0;
    Instant due_at;
};
struct ExamMarked {
    std::vector<Choice> answers;
    std::vector<bool> right;
    std::int32_t percent = 0;
    bool passed = false;
    std::optional<Instant> valid_until;
};
struct ExamLapsed {};
struct CertificateExpired {};
struct CertificateRevoked {
    VaultRef reason;
};
using ExamEvent =
    std::variant<ExamDrawn, ExamMarked, ExamLapsed, CertificateExpired, CertificateRevoked>;

// ---- what is wanted ------------------------------------------------------------------------------

struct DrawExam {
    std::string exam;
    std::string person;
    UnitCode unit;
    std::int64_t seed = 0;
    std::vector<DocumentId> questions;  ///< drawn by the use case (DrawQuestions)
};
struct AnswerExam {
    std::vector<Choice> answers;  ///< in the order of the questions
    std::vector<Choice> key;      ///< what is right, read from the questions by the use case
};
struct RevokeCertificate {
    SealedText reason;
};
/// The timer: the paper was not handed in, or the certificate runs out.
struct FireExamDue {};
using ExamCommand = std::variant<DrawExam, AnswerExam, RevokeCertificate, FireExamDue>;

template <>
struct DocumentTraits<Exam> {
    using Event = ExamEvent;
    using Command = ExamCommand;
    static constexpr DocumentKind kKind = DocumentKind::kExam;
    static constexpr std::string_view kSeries;
    static constexpr std::string_view kViewPermission = "train";
    static constexpr auto kEventKinds =
        std::to_array<std::string_view>({"exam_drawn", "exam_marked", "exam_lapsed",
                                         "exam_certificate_expired", "exam_certificate_revoked"});
    static constexpr auto kCommandNames = std::to_array<std::string_view>({"", "", "revoke", ""});
};

[[nodiscard]] Result<std::vector<ExamEvent>, Refusal> Decide(const Exam& exam,
                                                             const ExamCommand& command,
                                                             const DocumentFacts& facts);
[[nodiscard]] Exam Apply(Exam exam, const DocumentEvent<ExamEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const Exam& exam);
void ForEachSealed(ExamCommand& command, const SealedVisitor& visit);

}  // namespace liandong
