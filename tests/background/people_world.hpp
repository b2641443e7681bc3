#pragma once

#include <string>
#include <vector>

#include "app/offer_case.hpp"
#include "background/world.hpp"

namespace liandong::testing {

/// The small city with people in it: two mediators of street S, one of another unit, a grid worker
/// by day and one by night, one cell of the grid, and 燃气泄漏 (010102) as the urgent matter.
class PeopledCity final : public CitySource {
public:
    PeopledCity();
    std::shared_ptr<const City> Current() override { return city_; }

private:
    std::shared_ptr<const City> city_;
};

/// Whoever plans rosters, orders tasks and answers for units: S's duty clerk, the hotline's desk
/// for people, an officer of S who answers for its people.
[[nodiscard]] Principal DutyClerkOf(const std::string& unit);
[[nodiscard]] Principal PeopleDesk();
[[nodiscard]] Principal AnswersFor(const std::string& unit);

/// Documents of every kind, with people, on each store.
class PeopleStory : public BackgroundStory {
protected:
    void SetUp() override;

    CaseId Open(const std::string& category = "010101", bool dispatch = true);
    /// Plans a line of the roster and returns it.
    DocumentId Plan(const std::string& unit, std::int32_t order, const std::string& user,
                    const char* from, const char* to);
    /// Sets the clock and lets everything that is due then happen, minute by minute.
    void PassTo(const char* city_time);
    /// Texts of the waiting messages of a channel, newest last.
    [[nodiscard]] std::vector<OutboxMessage> Messages(const std::string& channel);
    template <class D>
    [[nodiscard]] std::vector<D> DocumentsAbout(CaseId about) {
        DocumentFilter filter;
        filter.kinds = {DocumentTraits<D>::kKind};
        filter.about = about;
        const auto found = services_->store.ReadDocuments(filter, {}, Soon());
        EXPECT_TRUE(found) << found.error().for_log;
        std::vector<D> all;
        for (const StoredDocument& stored : found->items)
            all.push_back(*DocumentCodec<D>::DecodeState(stored.body));
        return all;
    }
    /// Everything in the journal folds to what is stored, and can be proved.
    void ExpectProvable();

    PeopledCity city_;
    std::unique_ptr<Services> services_;
    PeopleBoard board_;
    std::unique_ptr<PeopleServices> people_;
};

}  // namespace liandong::testing
