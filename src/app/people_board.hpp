#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/cell_index.hpp"
#include "base/guarded.hpp"
#include "domain/grid/grid_staff.hpp"
#include "domain/match/match_index.hpp"

namespace liandong {

/// Point → cell → people.
struct GridIndex {
    explicit GridIndex(std::shared_ptr<const City> city)
        : staff(std::move(city)), cells(staff.OfCity().grid) {}

    GridStaff staff;
    CellIndex cells;  ///< of the city that `staff` shares
};

/// How busy everybody is this minute, in memory: what is asked hundreds of times a second may not
/// wait for the store. The store has the truth (open offers, leaves); Load brings it here at the
/// start and now and then, because other nodes assign people too. Any thread.
class PeopleBoard {
public:
    /// Carries standings over by code. Cheap when the city is the one it has.
    void Take(const std::shared_ptr<const City>& city);

    [[nodiscard]] Need NeedOf(const Case& c, Instant at) const;
    [[nodiscard]] Need NeedAt(const PlaceCode& place, Instant at) const;
    [[nodiscard]] Ranking Rank(const Need& need, std::size_t limit) const;
    /// The best one, counted as assigned at `need.at` from now on, so that two who ask at the same
    /// moment get two people. Whoever takes somebody releases them when nothing comes of it.
    [[nodiscard]] std::optional<Match> TakeBest(const Need& need);
    /// Counts somebody in whom a person chose. Why not (WhyNotChosen), and then they are not
    /// counted; empty: it is done. Errors: kNotFound "no_such_person".
    [[nodiscard]] Result<std::optional<LeftOut>> TakeChosen(std::string_view person,
                                                            const Need& need);
    /// One task less.
    void Release(std::string_view person);

    /// Somebody will be away; until the next Load this node alone knows.
    void AddLeave(std::string_view person, Leave leave);
    /// Replaces every standing by what the store says; who is not named has nothing to do. When
    /// somebody was assigned last is kept when the board knows better.
    void Load(const std::map<std::string, Standing, std::less<>>& standings);

    /// Who stands on which cell, of the city taken last.
    [[nodiscard]] std::shared_ptr<const GridIndex> Grid() const;

private:
    struct State {
        std::shared_ptr<const MatchIndex> index;  // shared with whoever is ranking
        std::shared_ptr<const GridIndex> grid;    // shared with whoever is looking
        std::vector<Standing> standings;          ///< parallel to City::staff
    };
    Guarded<State> state_{State{std::make_shared<const MatchIndex>(std::make_shared<const City>()),
                                std::make_shared<const GridIndex>(std::make_shared<const City>()),
                                {}}};
};

}  // namespace liandong
