#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/services.hpp"
#include "codec/link_codec.hpp"

// What passed between us and a linked system on a day, ours against theirs.

namespace liandong {

inline constexpr std::int32_t kExchangeLinesMax = 20'000;

/// Messages that one side has and the other has not.
struct ExchangeDifferences {
    std::vector<ExchangeLine> they_lack;        ///< we sent, they did not receive
    std::vector<std::string> we_never_sent;     ///< they received, we did not send
    std::vector<std::string> we_lack;           ///< they sent, we did not take
    std::vector<ExchangeLine> they_never_sent;  ///< we took, they did not send
};
struct DayExchange {
    std::string system;
    Day day;
    ExchangeCounts counts;
    std::vector<ExchangeLine> sent;
    std::vector<ExchangeLine> received;
    bool is_cut = false;  ///< more than kExchangeLinesMax of either: the differences are not whole
    std::optional<Instant> theirs_at;
    std::optional<ExchangeDifferences> differences;  ///< once they said what they have
};

/// A system sees its own day, with the scope "reconcile"; people with the permission
/// "resend_outbox" see every system's. A message that either side counts to the day before or
/// after is no difference. Errors: kForbidden "not_permitted"; kNotFound "no_such_system".
[[nodiscard]] Result<DayExchange> ReadExchange(const Services& services, const Principal& who,
                                               std::string_view system, Day day, Deadline deadline);
/// What the system that asks says of the day; replaces what it said before. Errors: kForbidden
/// "no_such_system"; kInvalid "too_many_messages".
[[nodiscard]] Result<DayExchange> StateExchange(const Services& services, const Principal& who,
                                                Day day, const ExchangeClaims& claims,
                                                Deadline deadline);

/// One line of the list of systems: what waits and what is stuck, and today's traffic.
struct SystemExchange {
    const LinkedSystem* system = nullptr;  ///< of `city`
    ExchangeCounts counts;
};
[[nodiscard]] Result<std::vector<SystemExchange>> ListSystems(const Services& services,
                                                              const City& city, Deadline deadline);

}  // namespace liandong
