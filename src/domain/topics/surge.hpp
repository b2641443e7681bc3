#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "domain/case/types.hpp"
#include "domain/sla/calendar.hpp"

// Surge warning: more people bring one matter from one place within an hour than its own past lets
// expect. The past is that of the same half hours on the same kind of day, so that Monday mornings,
// weekends and holidays are no news.

namespace liandong {

/// The days whose past is one: a Monday is none after a holiday, and a worked Saturday is a
/// workday.
enum class DayKind : std::uint8_t { kFirstWorkday = 0, kWorkday = 1, kDayOff = 2, kHoliday = 3 };
inline constexpr std::size_t kDayKinds = 4;
[[nodiscard]] DayKind DayKindOf(Day day, const Calendar& calendar);

/// One case, as far as surges want to know it.
struct SurgeEvent {
    CaseId id;
    Instant at;
    std::string group;              ///< of categories: the first four digits; empty: unknown
    std::vector<PlaceCode> places;  ///< finest first: street, district; the city is understood
    std::string person;             ///< any key of the person; empty: unknown, counts as one each
};

struct SurgeOptions {
    /// How many warnings without a cause a month of 30 days may bring, the whole city together, as
    /// long as the past tells the future. Divided by the half hours and the series watched.
    double false_warnings_a_month = 1;
    std::size_t persons_min = 5;             ///< fewer are no surge, however quiet the past
    std::int32_t days_min = 14;              ///< of past, before anything is said
    Duration quiet = std::chrono::hours(6);  ///< what comes within it belongs to the same surge
};

inline constexpr std::string_view kAllGroups = "*";

struct SurgeFinding {
    bool begins = false;  ///< false: one more case of a surge that was found before
    std::string group;    ///< kAllGroups: matters of several groups
    PlaceCode place;      ///< empty: the whole city
    Instant from;         ///< begin of the hour that was looked at
    std::size_t persons = 0;
    double expected = 0;        ///< people of such an hour in the past
    double chance = 0;          ///< of as many people or more, were it an hour like others
    std::vector<CaseId> cases;  ///< ascending; of one that goes on, the new one only
};

/// The chance of `count` or more in a negative binomial of this mean and shape. Shape: a few dozen
/// terms. `mean` and `shape` above 0.
[[nodiscard]] double TailOf(std::size_t count, double mean, double shape);

/// Watches cases in the order in which they came; the same events give the same findings. Not from
/// two threads at once. Memory: about 1 KiB a series, a series for each group and place with a
/// case.
class SurgeWatch {
public:
    explicit SurgeWatch(SurgeOptions options = {}) : options_(options) {}

    /// Takes a case in and says whether it makes a surge, or belongs to one. An event older than
    /// the half hour that is counted is taken for the past alone. The calendar is the city's of
    /// that moment.
    std::optional<SurgeFinding> Take(const SurgeEvent& event, const Calendar& calendar);

    /// Days without a case are days too: the watch has come to this one.
    void EndDays(Day day, const Calendar& calendar);

    [[nodiscard]] std::size_t SeriesCount() const { return series_.size(); }

private:
    static constexpr std::size_t kBuckets = 48;  // half hours of a day
    struct Key {
        std::string group;
        PlaceCode place;
        bool operator==(const Key&) const = default;
        bool operator<(const Key& other) const {
            return group != other.group ? group < other.group : place < other.place;
        }
    };
    struct Bucket {
        std::int64_t number = -1;  // half hours since 1970, of the city's time
        std::set<std::string> persons;
        std::set<CaseId> cases;
    };
    struct Series {
        std::array<std::array<float, kBuckets>, kDayKinds> past{};
        Bucket before;
        Bucket now;
        std::size_t persons = 0;       // of both, each once; kept, for every case asks for it
        bool surged = false;           // within `now` or `before`: no example of what is usual
        Instant surge_at;              // the last case of the latest surge
        std::int64_t surge_from = -1;  // its first half hour; -1: none yet
    };

    void MoveTo(Series& series, std::int64_t number, const Calendar& calendar);
    void Learn(Series& series, const Bucket& bucket, const Calendar& calendar);
    struct Usual {
        double mean = 0;   // people within the two half hours
        double shape = 0;  // of the negative binomial that they follow
    };
    [[nodiscard]] Usual UsualOf(const Series& series, std::int64_t number,
                                const Calendar& calendar) const;
    [[nodiscard]] double ChanceLimit() const;
    std::optional<SurgeFinding> Look(const Key& key, Series& series, const SurgeEvent& event,
                                     const Calendar& calendar);
    static void Explain(Series& wider, const Series& surge);

    SurgeOptions options_;
    std::map<Key, Series> series_;
    std::array<double, kDayKinds> days_{};  // of each kind, the older ones weighing less
    std::int32_t days_seen_ = 0;
    Day day_{};
    bool began_ = false;
};

}  // namespace liandong
