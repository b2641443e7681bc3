#include "adapters/profile/fault.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.hpp"

namespace liandong::profile {
namespace {

constexpr std::size_t kShownMax = 60;

// Levenshtein with one row; gives up (returns limit + 1) as soon as a whole row is worse.
std::size_t EditDistance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
    const std::size_t shorter = std::min(a.size(), b.size());
    if (std::max(a.size(), b.size()) - shorter > limit) return limit + 1;
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        std::size_t best = row[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
            best = std::min(best, row[j]);
        }
        if (best > limit) return limit + 1;
    }
    return row[b.size()];
}

}  // namespace

std::string Text(const ProfileFault& fault) {
    return fault.file + ":" + std::to_string(fault.line) + ":" + std::to_string(fault.column) +
           ": " + fault.what + "; " + fault.instead;
}

void PrintFaults(std::ostream& out, std::string_view directory,
                 std::span<const ProfileFault> faults) {
    for (const ProfileFault& fault : faults) {
        if (!directory.empty()) out << directory << (directory.ends_with('/') ? "" : "/");
        out << Text(fault) << '\n';
    }
}

std::string Nearest(std::string_view written, const std::set<std::string, std::less<>>& known) {
    const std::u32string wanted = CodePoints(written.substr(0, 64));
    if (wanted.empty()) return {};
    std::size_t limit = std::clamp<std::size_t>((wanted.size() + 1) / 3, 1, 2);
    std::string nearest;
    for (const std::string& candidate : known) {
        const std::size_t distance = EditDistance(wanted, CodePoints(candidate), limit);
        if (distance > limit || distance == 0) continue;
        nearest = candidate;
        if (distance == 1) break;
        limit = distance - 1;
    }
    return nearest;
}

std::string Quote(std::string_view text) {
    const std::string_view shown = FirstCodePoints(text, kShownMax);
    return "\"" + std::string(shown) + (shown.size() < text.size() ? "…\"" : "\"");
}

Spot SpotOf(std::string_view text, std::size_t offset) {
    Spot at;
    for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
        if (text[i] == '\n') {
            ++at.line;
            at.column = 1;
        } else if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
            ++at.column;
        }
    }
    return at;
}

void FaultList::Add(std::string_view file, Spot at, std::string what, std::string instead) {
    if (faults_.size() >= kFaultsMax) {
        ++left_out_;
        return;
    }
    faults_.push_back({std::string(file), at.line, at.column, std::move(what), std::move(instead)});
}

void FaultList::Unknown(std::string_view file, Spot at, std::string_view kind,
                        std::string_view written, const std::set<std::string, std::less<>>& known,
                        std::string_view known_from) {
    const std::string near = Nearest(written, known);
    Add(file, at, "unknown " + std::string(kind) + " " + Quote(written),
        near.empty() ? "use one of " + std::string(known_from)
                     : "did you mean " + Quote(near) + "?");
}

std::vector<ProfileFault> FaultList::Take() && {
    const auto key = [](const ProfileFault& fault) {
        return std::tie(fault.file, fault.line, fault.column, fault.what, fault.instead);
    };
    std::ranges::sort(faults_, [&](const auto& a, const auto& b) { return key(a) < key(b); });
    const auto repeated = std::ranges::unique(faults_);
    faults_.erase(repeated.begin(), repeated.end());
    if (left_out_ > 0) {
        faults_.push_back({"", 1, 1, std::to_string(left_out_) + " more faults were left out",
                           "mend these first and check again"});
    }
    return std::move(faults_);
}

}  // namespace liandong::profile
