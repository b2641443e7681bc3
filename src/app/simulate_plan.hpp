#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/open_case.hpp"
#include "app/simulate_random.hpp"

namespace liandong {

/// How a case is going to leave the desk, decided when it arrives.
enum class Fate : std::uint8_t {
    kDesk = 1,
    kDispatch = 2,
    kDecline = 3,
    kHandOver = 4,
    kVoid = 5,
    kMerge = 6,  ///< into the first case of its matter
};

struct PlannedCase {
    Instant at;
    std::uint64_t number = 0;  ///< of the case in the whole simulation; its own generator hangs on
                               ///< it
    Fate fate = Fate::kDispatch;
    bool ask_supplement = false;
    OpenCaseRequest request;
};

/// One matter: a case, and those that other people open about the same thing, in order of time.
/// Matters are independent of each other; the cases of one are not.
struct Matter {
    std::vector<PlannedCase> cases;
};

/// Draws arrivals. Pure: the same city, seed and day give the same plan.
class ArrivalPlan {
public:
    /// `city` must outlive the plan.
    ArrivalPlan(const City& city, std::uint64_t seed, std::int32_t cases_per_day);

    /// The matters that begin on that day, by time. `first_number` is the number of the first case;
    /// duplicates of one matter have numbers of their own, so the next day goes on after all of
    /// them.
    [[nodiscard]] std::vector<Matter> MattersOf(Day day, std::uint64_t first_number) const;

private:
    [[nodiscard]] PlannedCase Compose(SeededRandom& random, Instant at, std::uint64_t number) const;
    [[nodiscard]] Fate DrawFate(SeededRandom& random, const OpenCase& command,
                                bool is_urgent) const;
    void DrawPlace(SeededRandom& random, OpenCase& command) const;
    [[nodiscard]] const Category& DrawCategory(SeededRandom& random, bool is_night) const;

    const City& city_;
    std::uint64_t seed_;
    std::int32_t cases_per_day_;
    std::vector<int> category_weights_;
    std::vector<std::size_t> communities_;  ///< indexes of the finest places
    std::vector<int> community_weights_;
};

}  // namespace liandong
