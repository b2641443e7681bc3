#include "adapters/store/sqlite/figures.hpp"

namespace liandong::sqlite {

Result<void> SqliteFigures::KeepTopics(const StoredTopics& topics, Deadline deadline) {
    return writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            Statement keep(db,
                           "INSERT INTO topic_days (day, made_at, topics) VALUES (?1, ?2, ?3)"
                           " ON CONFLICT (day) DO UPDATE SET made_at = excluded.made_at, topics ="
                           " excluded.topics WHERE excluded.made_at >= topic_days.made_at");
            return keep
                .BindAll(std::int64_t{topics.day.time_since_epoch().count()}, topics.made_at,
                         std::string_view(topics.text))
                .Run();
        },
        deadline);
}

Result<std::optional<StoredTopics>> SqliteFigures::TopicsOf(Day day, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::optional<StoredTopics>> {
        Statement query(db, "SELECT made_at, topics FROM topic_days WHERE day = ?1");
        LD_TRY(const bool there,
               query.BindAll(std::int64_t{day.time_since_epoch().count()}).Step());
        if (!there) return std::optional<StoredTopics>{};
        return std::optional(StoredTopics{day, query.At(0), query.Text(1)});
    });
}

}  // namespace liandong::sqlite
