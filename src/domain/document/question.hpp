#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 题目: one question of the bank, out of an article or out of a ruling in a real case. Whoever
// wrote it does not let it be asked; somebody else does.

namespace liandong {

enum class QuestionState : std::uint8_t {
    kProposed = 1,
    kApproved = 2,
    kRejected = 3,
    kRetired = 4,
};
template <>
inline constexpr auto kNames<QuestionState> = std::to_array<Named<QuestionState>>({
    {QuestionState::kProposed, "proposed", "待审核"},
    {QuestionState::kApproved, "approved", "已入库"},
    {QuestionState::kRejected, "rejected", "未采用"},
    {QuestionState::kRetired, "retired", "已停用"},
});

inline constexpr std::size_t kOptionsMax = 10;

struct Question {
    DocumentId id;
    std::int32_t version = 0;
    QuestionState state = QuestionState::kProposed;
    CategoryCode topic;
    std::string article;           ///< "code" or "code@edition" that it is asked from
    std::optional<CaseId> source;  ///< the case whose ruling it is asked from
    VaultRef text;
    VaultRef options;  ///< one a line
    std::int32_t option_count = 0;
    std::vector<std::int32_t> right;  ///< 1 is the first option; ascending
    Actor proposed_by;
    Instant proposed_at;
    std::optional<Instant> closed_at;

    bool operator==(const Question&) const = default;
};

// ---- what happened -------------------------------------------------------------------------------

struct QuestionProposed {
    CategoryCode topic;
    std::string article;
    std::optional<CaseId> source;
    VaultRef text;
    VaultRef options;
    std::int32_t option_count = 0;
    std::vector<std::int32_t> right;
};
struct QuestionApproved {};
struct QuestionRejected {
    VaultRef reason;
};
struct QuestionRetired {
    VaultRef reason;
};
using QuestionEvent =
    std::variant<QuestionProposed, QuestionApproved, QuestionRejected, QuestionRetired>;

// ---- what is wanted ------------------------------------------------------------------------------

struct ProposeQuestion {
    CategoryCode topic;
    std::string article;
    std::optional<CaseId> source;
    SealedText text;
    SealedText options;
    std::vector<std::int32_t> right;
};
struct ApproveQuestion {};
struct RejectQuestion {
    SealedText reason;
};
struct RetireQuestion {
    SealedText reason;
};
using QuestionCommand =
    std::variant<ProposeQuestion, ApproveQuestion, RejectQuestion, RetireQuestion>;

template <>
struct DocumentTraits<Question> {
    using Event = QuestionEvent;
    using Command = QuestionCommand;
    static constexpr DocumentKind kKind = DocumentKind::kQuestion;
    static constexpr std::string_view kSeries;
    static constexpr std::string_view kViewPermission = "train";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"question_proposed", "question_approved", "question_rejected", "question_retired"});
    static constexpr auto kCommandNames =
        std::to_array<std::string_view>({"propose", "approve", "reject", "retire"});
};

[[nodiscard]] Result<std::vector<QuestionEvent>, Refusal> Decide(const Question& question,
                                                                 const QuestionCommand& command,
                                                                 const DocumentFacts& facts);
[[nodiscard]] Question Apply(Question question, const DocumentEvent<QuestionEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const Question& question);
void ForEachSealed(QuestionCommand& command, const SealedVisitor& visit);

}  // namespace liandong
