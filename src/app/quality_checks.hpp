#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/act_on_document.hpp"
#include "app/case_views.hpp"
#include "domain/document/quality_check.hpp"

// 质检: what people do with the checks that were drawn (app/quality_lots.hpp draws them).

namespace liandong {

/// The check of this work, or nothing when it has one: each piece of work is looked at once.
/// Errors: the refusals of DrawQuality; the store's.
[[nodiscard]] Result<std::optional<QualityCheck>> OpenQuality(const Services& services,
                                                              const Principal& who,
                                                              const DrawQuality& draw,
                                                              Deadline deadline);

/// The record that opened a case, if an agent took it down.
[[nodiscard]] std::optional<QualityWork> RecordIn(const City& city, const JournalEntry& opened,
                                                  const Case& c);
/// The answer that an event `assignment_finished` of that case is, if the hotline may judge it: its
/// own answers it does not.
[[nodiscard]] std::optional<QualityWork> AnswerIn(const City& city, const JournalEntry& finished,
                                                  const Case& c);
/// Secret cases are for few eyes, of erased and void ones there is nothing to judge.
[[nodiscard]] bool MayBeChecked(const Case& c);

struct QualityByHand {
    CaseId case_id;
    QualitySubject subject = QualitySubject::kRecord;
};
/// Somebody picks a case: its record, or its newest answer. Errors: kNotFound "no_such_case";
/// kRejected "nothing_to_check" when there is no such work; "already_done"; the refusals of
/// DrawQuality.
[[nodiscard]] Result<QualityCheck> CheckByHand(const Services& services, const Principal& who,
                                               const QualityByHand& request, Deadline deadline);

/// Scores, appeals, decides. Errors: kNotFound "no_such_document", also for whom it does not
/// concern; kStale "version_conflict"; the refusals of Decide.
[[nodiscard]] Result<QualityCheck> ActOnQuality(const Services& services, const Principal& who,
                                                const DocumentRequest<QualityCheck>& request,
                                                Deadline deadline);
/// What the timer does; works without the key of the texts, which may have been erased.
[[nodiscard]] Result<void> FireQuality(const Services& services, DocumentId id, Deadline deadline);

enum class QualityList : std::uint8_t { kToScore = 1, kMine = 2, kAll = 3 };
template <>
inline constexpr auto kNames<QualityList> = std::to_array<Named<QualityList>>({
    {QualityList::kToScore, "to_score", "待我评分"},
    {QualityList::kMine, "mine", "我的质检"},
    {QualityList::kAll, "all", "全部质检"},
});

struct QualityLine {
    DocumentId id;
    std::int32_t version = 0;
    QualityState state = QualityState::kDrawn;
    std::string state_label;
    QualitySubject subject = QualitySubject::kRecord;
    std::string subject_label;
    QualityCause cause = QualityCause::kLot;
    std::string cause_label;
    CaseId about;
    std::int32_t seq = 0;
    std::string category_name;
    std::string person;
    std::string person_name;  ///< the id when nobody of that id is known any more
    UnitCode unit;
    std::string unit_name;
    std::optional<std::int32_t> score;
    LocalTime drawn_at;
    std::optional<LocalTime> due_at;  ///< of what comes next
    bool missed = false;
    bool may_score = false;
    bool may_appeal = false;
    bool may_decide = false;
};
/// Newest first. `kToScore`: what this person may score or decide; a page may be shorter than
/// asked for. `kMine`: what was scored of them, or of the units for which they may appeal. Errors:
/// kForbidden "not_permitted"; kInvalid "bad_page".
[[nodiscard]] Result<PageOf<QualityLine>> ListQuality(const Services& services,
                                                      const Principal& who, QualityList list,
                                                      const Page& page, Deadline deadline);

/// A line of the sheet: what is asked, and what was given.
struct QualityItem {
    std::string criterion;
    std::string name;  ///< the code when the city asks it no more
    std::int32_t points_max = 0;
    bool fatal = false;
    std::optional<std::int32_t> points;
    std::string reason;
};
struct QualityView {
    QualityLine check;
    std::vector<QualityItem> items;
    std::string note;
    std::string scored_by_name;
    std::optional<LocalTime> scored_at;
    std::optional<std::int32_t> first_score;  ///< before an appeal changed it
    std::string appeal;
    std::string appealed_by_name;
    std::optional<LocalTime> appealed_at;
    std::string ruling;
    std::string decided_by_name;
    std::optional<LocalTime> closed_at;
    std::optional<QualityLot> lot;
};
/// Errors: kNotFound "no_such_document", also for whom it does not concern, and before it was
/// scored for whoever did the work.
[[nodiscard]] Result<QualityView> ReadQuality(const Services& services, const Principal& who,
                                              DocumentId id, Deadline deadline);

struct QualityMean {
    std::string code;  ///< of the account, the unit or the criterion
    std::string name;
    std::int32_t count = 0;
    double mean = 0;  ///< of 100
};
struct QualityFigures {
    std::int32_t drawn = 0;   ///< by lot in that time
    std::int32_t scored = 0;  ///< of them
    std::int32_t appealed = 0;
    std::int32_t changed = 0;
    std::vector<QualityMean> agents;    ///< of records, lowest mean first
    std::vector<QualityMean> units;     ///< of answers, likewise
    std::vector<QualityMean> criteria;  ///< points given of those possible, in per cent
};
/// Of the checks drawn from `from` to before `before`. Only those drawn by lot count: what somebody
/// picked, or what went wrong anyhow, says nothing about the average. Errors: kForbidden
/// "not_permitted"; the store's.
[[nodiscard]] Result<QualityFigures> CountQuality(const Services& services, const Principal& who,
                                                  Instant from, Instant before, Deadline deadline);

}  // namespace liandong
