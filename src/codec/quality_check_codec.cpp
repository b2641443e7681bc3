#include "codec/document_codec_impl.hpp"
#include "domain/document/quality_check.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(QualityWork, (), (about, subject, seq, person, unit))
BOOST_DESCRIBE_STRUCT(QualityLot, (), (from, to, root))
BOOST_DESCRIBE_STRUCT(QualityMark, (), (criterion, points, points_max, fatal, reason))
BOOST_DESCRIBE_STRUCT(QualityCheck, (),
                      (id, version, state, work, cause, lot, drawn_at, due_at, missed, scored_by,
                       scored_at, marks, score, first_score, note, appealed_by, appealed_at, appeal,
                       decided_by, ruling, closed_at))
template <>
inline constexpr bool HasDefault<QualityCheck> = true;

BOOST_DESCRIBE_STRUCT(QualityDrawn, (), (work, cause, lot, due_at))
BOOST_DESCRIBE_STRUCT(QualityScored, (), (marks, score, note, due_at))
BOOST_DESCRIBE_STRUCT(QualityAppealed, (), (text, due_at))
BOOST_DESCRIBE_STRUCT(QualityDecided, (), (upheld, marks, score, reason))
BOOST_DESCRIBE_STRUCT(QualityClosed, (), ())
BOOST_DESCRIBE_STRUCT(QualityMissed, (), ())

BOOST_DESCRIBE_STRUCT(DrawQuality, (), (work, cause, lot))
BOOST_DESCRIBE_STRUCT(NewMark, (), (criterion, points, reason))
BOOST_DESCRIBE_STRUCT(ScoreQuality, (), (marks, note))
BOOST_DESCRIBE_STRUCT(AppealQuality, (), (text))
BOOST_DESCRIBE_STRUCT(DecideQuality, (), (marks, reason))
BOOST_DESCRIBE_STRUCT(FireQualityDue, (), ())
template <>
inline constexpr bool HasDefault<NewMark> = true;
template <>
inline constexpr auto kRequired<NewMark> = std::to_array<std::string_view>({"criterion", "points"});
template <>
inline constexpr bool HasDefault<ScoreQuality> = true;
template <>
inline constexpr auto kRequired<ScoreQuality> = std::to_array<std::string_view>({"marks"});
template <>
inline constexpr bool HasDefault<DecideQuality> = true;
template <>
inline constexpr auto kRequired<DecideQuality> = std::to_array<std::string_view>({"reason"});

template struct DocumentCodec<QualityCheck>;

}  // namespace liandong
