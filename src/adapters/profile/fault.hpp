#pragma once

#include <cstdint>
#include <ostream>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace liandong::profile {

/// A place in a file as an editor shows it: both from 1; the column counts code points.
struct Spot {
    std::int64_t line = 1;
    std::int64_t column = 1;

    auto operator<=>(const Spot&) const = default;
};

/// Something wrong in a file that people write.
struct ProfileFault {
    std::string file;  ///< relative to the folder that was read: "units.csv",
                       ///< "knowledge/gas-leak.md"
    std::int64_t line = 1;
    std::int64_t column = 1;
    std::string what;     ///< "unknown unit \"M04\""
    std::string instead;  ///< "write \"M043\"": what would be right

    bool operator==(const ProfileFault&) const = default;
};

/// "file:line:column: what is wrong; what would be right"
[[nodiscard]] std::string Text(const ProfileFault& fault);
/// One fault a line, with `directory` before each file, so that an editor can jump there.
void PrintFaults(std::ostream& out, std::string_view directory,
                 std::span<const ProfileFault> faults);

/// The one of `known` that is at most two edits (one, if shorter than five) away from what was
/// written, or "" when nothing is near.
[[nodiscard]] std::string Nearest(std::string_view written,
                                  const std::set<std::string, std::less<>>& known);

/// "x" in double quotes, cut where it is very long.
[[nodiscard]] std::string Quote(std::string_view text);

/// The place of the byte at `offset` in well-formed text; a malformed byte counts as one column.
[[nodiscard]] Spot SpotOf(std::string_view text, std::size_t offset);

/// Everything found so far. One bad file cannot fill the memory: after `kFaultsMax` it only counts.
class FaultList {
public:
    static constexpr std::size_t kFaultsMax = 1'000;

    void Add(std::string_view file, Spot at, std::string what, std::string instead);
    /// An unknown code: says what kind of thing it should name and which existing one is near.
    void Unknown(std::string_view file, Spot at, std::string_view kind, std::string_view written,
                 const std::set<std::string, std::less<>>& known, std::string_view known_from);

    [[nodiscard]] bool empty() const { return faults_.empty(); }
    /// By file, then by place; equal ones once.
    [[nodiscard]] std::vector<ProfileFault> Take() &&;

private:
    std::vector<ProfileFault> faults_;
    std::size_t left_out_ = 0;
};

}  // namespace liandong::profile
