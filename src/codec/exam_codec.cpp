#include "codec/document_codec_impl.hpp"
#include "domain/document/exam.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(Exam, (),
                      (id, version, state, exam, skill, person, unit, seed, questions, pass_percent,
                       valid_days, drawn_at, due_at, answers, right, percent, valid_until,
                       closed_at))
template <>
inline constexpr bool HasDefault<Exam> = true;

BOOST_DESCRIBE_STRUCT(ExamDrawn, (),
                      (exam, skill, person, unit, seed, questions, pass_percent, valid_days,
                       due_at))
BOOST_DESCRIBE_STRUCT(ExamMarked, (), (answers, right, percent, passed, valid_until))
BOOST_DESCRIBE_STRUCT(ExamLapsed, (), ())
BOOST_DESCRIBE_STRUCT(CertificateExpired, (), ())
BOOST_DESCRIBE_STRUCT(CertificateRevoked, (), (reason))

BOOST_DESCRIBE_STRUCT(DrawExam, (), (exam, person, unit, seed, questions))
BOOST_DESCRIBE_STRUCT(AnswerExam, (), (answers, key))
BOOST_DESCRIBE_STRUCT(RevokeCertificate, (), (reason))
BOOST_DESCRIBE_STRUCT(FireExamDue, (), ())

template struct DocumentCodec<Exam>;

}  // namespace liandong
