#include "adapters/store/postgres/figures.hpp"

namespace liandong::postgres {

Result<void> PostgresFigures::KeepTopics(const StoredTopics& topics, Deadline deadline) {
    return Do(
        "INSERT INTO topic_days (city, day, made_at, topics) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (city, day) DO UPDATE SET made_at = excluded.made_at, topics ="
        " excluded.topics WHERE excluded.made_at >= topic_days.made_at",
        City().Int8(topics.day.time_since_epoch().count()).Time(topics.made_at).Text(topics.text),
        deadline, "keeping topics");
}

Result<std::optional<StoredTopics>> PostgresFigures::TopicsOf(Day day, Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT made_at, topics FROM topic_days WHERE city = $1 AND day = $2",
                      City().Int8(day.time_since_epoch().count())},
                     deadline, "reading topics"));
    if (rows.empty()) return std::optional<StoredTopics>{};
    return std::optional(StoredTopics{day, rows.Time(0, 0), rows.Text(0, 1)});
}

}  // namespace liandong::postgres
