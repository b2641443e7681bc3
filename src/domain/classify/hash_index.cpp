#include "domain/classify/hash_index.hpp"

#include <bit>
#include <utility>

namespace liandong {

HashIndex::HashIndex(std::size_t expected)
    : slots_(std::bit_ceil(expected * 2 + 2)), mask_(slots_.size() - 1) {}

std::uint32_t HashIndex::FindOrAdd(std::uint64_t hash) {
    std::size_t at = hash & mask_;
    for (; slots_[at].number != kNone; at = (at + 1) & mask_) {
        if (slots_[at].hash == hash) return slots_[at].number;
    }
    const auto number = static_cast<std::uint32_t>(size_++);
    slots_[at] = {hash, number};
    if (size_ * 3 > slots_.size() * 2) Grow();
    return number;
}

void HashIndex::Grow() {
    std::vector<Slot> old(slots_.size() * 2);
    std::swap(old, slots_);
    mask_ = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.number == kNone) continue;
        std::size_t at = slot.hash & mask_;
        while (slots_[at].number != kNone) at = (at + 1) & mask_;
        slots_[at] = slot;
    }
}

}  // namespace liandong
