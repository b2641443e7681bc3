#pragma once

#include <map>
#include <optional>
#include <string>

#include "app/case_views.hpp"
#include "app/ports.hpp"

namespace liandong {

/// The words around what is stored: names of units and people, labels, the city's own time. Made
/// for one request; borrows the city and the store.
class ViewWords {
public:
    ViewWords(const City& city, AccountStore& people, Deadline deadline)
        : city_(city), people_(people), deadline_(deadline) {}

    [[nodiscard]] LocalTime Local(Instant at) const { return {at, city_.calendar.offset}; }
    [[nodiscard]] std::optional<LocalTime> Local(std::optional<Instant> at) const;
    [[nodiscard]] std::string UnitName(const UnitCode& code) const;  ///< "" when unknown
    [[nodiscard]] ClockView ClockOf(const Clock& clock, AssignmentNo no, bool explain) const;
    /// Asks the store once for each person. Errors: those of the store.
    [[nodiscard]] Result<ActorView> ActorOf(const Actor& actor);
    /// The name behind a code of the list of staff or an account; "" when nobody has it. Errors:
    /// those of the store.
    [[nodiscard]] Result<std::string> PersonName(const std::string& person);

private:
    const City& city_;
    AccountStore& people_;
    Deadline deadline_;
    [[nodiscard]] Result<std::string> AccountName(const std::string& id);

    std::map<std::string, std::string> names_;  ///< of accounts; "" for those that are not there
};

}  // namespace liandong
