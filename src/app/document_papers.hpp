#pragma once

#include <string>
#include <vector>

#include "app/paper.hpp"
#include "domain/document/discipline_referral.hpp"
#include "domain/document/joint_conference.hpp"
#include "domain/document/mediation.hpp"
#include "domain/document/raise.hpp"
#include "domain/document/supervision_order.hpp"

namespace liandong {

/// What a paper says in words and its document only in codes. An answer of "" leaves the place
/// empty.
class PaperWords {
public:
    virtual ~PaperWords() = default;
    virtual std::string Issuer() = 0;  ///< the hotline's own name
    virtual std::string UnitName(const UnitCode& unit) = 0;
    virtual std::string PersonName(const std::string& user) = 0;  ///< of an account
    virtual std::string StaffName(const std::string& code) = 0;   ///< of staff.csv
    virtual std::string Text(const VaultRef& ref) = 0;            ///< a sealed text, opened
    virtual std::string Time(Instant at) = 0;                     ///< "2026年3月2日 09:00"
    virtual std::string Date(Instant at) = 0;                     ///< "2026年3月2日"
    /// Number, matter, place and day of each case; nothing about people.
    virtual PaperTable CaseTable(const std::vector<CaseId>& cases) = 0;
};

/// The kinds of document that leave the house on paper, each as its own office form. What has not
/// happened yet leaves room to write. Shape: pure but for `words`.
[[nodiscard]] Paper PaperOf(const SupervisionOrder& order, PaperWords& words);
[[nodiscard]] Paper PaperOf(const JointConference& conference, PaperWords& words);
[[nodiscard]] Paper PaperOf(const Raise& raise, PaperWords& words);
[[nodiscard]] Paper PaperOf(const DisciplineReferral& referral, PaperWords& words);
[[nodiscard]] Paper PaperOf(const Mediation& mediation, PaperWords& words);

}  // namespace liandong
