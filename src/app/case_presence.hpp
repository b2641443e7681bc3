#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "app/case_views.hpp"
#include "app/services.hpp"
#include "base/guarded.hpp"
#include "base/named.hpp"

// Who has a case open just now, so that no two people do the same work.

namespace liandong {

/// What somebody's page says that they do with a case.
enum class Doing : std::uint8_t { kReading = 1, kWriting = 2, kLeft = 3 };
template <>
inline constexpr auto kNames<Doing> = std::to_array<Named<Doing>>({
    {Doing::kReading, "reading", "在看"},
    {Doing::kWriting, "writing", "正在填写"},
    {Doing::kLeft, "left", "离开"},
});

struct PersonHere {
    std::string id;
    std::string name;
    UnitCode unit;
    Doing doing = Doing::kReading;
    Instant since;  ///< when they came
    Instant seen;   ///< when their page last said so
};

/// Whoever has not said for so long that they are there has gone: three times what a page lets
/// pass.
inline constexpr std::chrono::seconds kPresenceHeld{20};
inline constexpr std::size_t kPresenceCasesMax = 20'000;  ///< beyond, nobody new is remembered
inline constexpr std::size_t kPresencePeopleMax = 50;     ///< of one case, likewise

/// In memory: it is nobody's record, and gone with the process.
class CasePresence {
public:
    /// Says what `who` does with the case and gives the others who are there, who came first
    /// before. A silent one is told, and not told of.
    std::vector<PersonHere> Say(CaseId id, PersonHere who, bool is_silent);

private:
    using People = std::vector<PersonHere>;
    Guarded<std::map<CaseId, People>> cases_;  ///< shared by the requests
};

struct SayPresence {
    Doing doing = Doing::kReading;
};
struct PersonHereView {
    std::string name;
    std::string unit_name;
    Doing doing = Doing::kReading;
    LocalTime since;
};

/// Tells the others on this case of a user, and the user of them. Whoever follows cases for the
/// discipline inspection does so unseen. Errors: kNotFound "no_such_case".
[[nodiscard]] Result<std::vector<PersonHereView>> SayPresent(const Services& services,
                                                             CasePresence& presence,
                                                             const Principal& who, const User& user,
                                                             CaseId id, Doing doing,
                                                             Deadline deadline);

}  // namespace liandong
