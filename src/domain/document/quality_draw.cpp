#include "domain/document/quality_draw.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace liandong {
namespace {

using Ticket = std::pair<Digest, const QualityWork*>;

std::size_t CountOf(std::size_t all, std::int32_t percent) {
    return (all * static_cast<std::size_t>(percent) + 99) / 100;
}

}  // namespace

Digest QualityTicket(const QualityWork& work, const Digest& root, HashFunction hash) {
    std::vector<unsigned char> bytes(root.bytes.begin(), root.bytes.end());
    const std::string text = std::string(Code(work.subject)) + "/" +
                             std::to_string(work.about.value) + "/" + std::to_string(work.seq);
    bytes.insert(bytes.end(), text.begin(), text.end());
    return hash(bytes);
}

std::vector<QualityWork> DrawQualityLot(const std::vector<QualityWork>& all,
                                        const QualityRules& rules, const Digest& root,
                                        HashFunction hash) {
    std::map<std::pair<QualitySubject, std::string>, std::vector<Ticket>> lots;
    for (const QualityWork& work : all) {
        const bool is_record = work.subject == QualitySubject::kRecord;
        lots[{work.subject, is_record ? work.person : work.unit.value}].emplace_back(
            QualityTicket(work, root, hash), &work);
    }
    std::vector<QualityWork> drawn;
    for (auto& [whose, lot] : lots) {
        const std::int32_t percent =
            whose.first == QualitySubject::kRecord ? rules.record_percent : rules.answer_percent;
        std::ranges::sort(lot, {}, &Ticket::first);
        lot.resize(CountOf(lot.size(), percent));
        for (const Ticket& ticket : lot) drawn.push_back(*ticket.second);
    }
    std::ranges::sort(drawn, [](const QualityWork& a, const QualityWork& b) {
        return std::pair{a.about, a.seq} < std::pair{b.about, b.seq};
    });
    return drawn;
}

}  // namespace liandong
