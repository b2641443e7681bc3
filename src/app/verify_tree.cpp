#include "app/verify_tree.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace liandong {
namespace {

constexpr std::int32_t kPage = 4096;
constexpr std::int32_t kHeadsPage = 500;
constexpr std::int64_t kNamedOneByOne = 100;
constexpr auto kWidth = static_cast<std::int64_t>(merkle::kTileWidth);

std::string TileName(std::int64_t level, std::int64_t index) {
    return "tile " + std::to_string(level) + "/" + std::to_string(index);
}

std::string HeadName(const StoredTreeHead& head) {
    return "tree head " + std::to_string(head.tree_size);
}

}  // namespace

std::string NameOf(const JournalEntry& entry) {
    return "case " + std::to_string(entry.case_id.value) + " event " + std::to_string(entry.seq);
}

Deadline VerifyDeadline() { return Deadline::In(std::chrono::hours(1)); }

void OpenedSum::Add(CaseId id) {
    std::uint64_t mixed = static_cast<std::uint64_t>(id.value) * 0x9e3779b97f4a7c15ULL;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    ++count;
    sum += mixed ^ (mixed >> 27);
}

TreeWalk::TreeWalk(Store& store, const VerifyOptions& options, VerifyReport& report)
    : store_(store),
      options_(options),
      report_(report),
      rows_(merkle::TreeBuilder::Empty(options.hash)),
      heads_after_(std::numeric_limits<std::int64_t>::min()) {}

void TreeWalk::Fault(std::string fault) { report_.Add(std::move(fault), options_.faults_max); }

Result<OpenedSum> TreeWalk::Run() {
    LD_TRY(size_, store_.SealedSize(VerifyDeadline()));
    LD_TRY(CheckHeads());
    std::int64_t from = 0;
    while (true) {
        LD_TRY(const auto entries, store_.Sealed(from, kPage, VerifyDeadline()));
        for (const JournalEntry& entry : entries) LD_TRY(Take(entry));
        LD_TRY(CheckTiles(false));
        if (options_.progress) options_.progress({"log", next_, size_});
        if (std::ssize(entries) < kPage) break;
        from = entries.back().log_index.value_or(from) + 1;
    }
    LD_TRY(TakeMissing(size_));
    LD_TRY(Finish());
    return opened_;
}

Result<void> TreeWalk::Take(const JournalEntry& entry) {
    const std::int64_t index = entry.log_index.value_or(-1);
    if (index < next_ || index >= size_) {
        Fault(NameOf(entry) + ": log index " + std::to_string(index) + " is outside the tree of " +
              std::to_string(size_) + " events");
        return {};
    }
    LD_TRY(TakeMissing(index));
    ++report_.events;
    if (entry.kind == kEventKinds.front()) opened_.Add(entry.case_id);
    const Digest from_row = LeafHash(options_.hash, entry, options_.city);
    LD_TRY(const auto stored, StoredLeaf(index));
    const Digest from_tile = stored.value_or(from_row);
    if (from_row != from_tile && differences_.size() < options_.faults_max) {
        differences_.push_back({index, from_row, from_tile, NameOf(entry)});
    }
    return Append(from_row, from_tile);
}

/// The rows before `to` are gone; the tree knows them still.
Result<void> TreeWalk::TakeMissing(std::int64_t to) {
    const std::int64_t from = next_;
    while (next_ < to) {
        if (next_ - from < kNamedOneByOne)
            Fault("log index " + std::to_string(next_) + ": removed");
        LD_TRY(const auto stored, StoredLeaf(next_));
        if (!stored) {
            broken_ = true;
            break;
        }
        LD_TRY(Append(*stored, *stored));
    }
    if (to - from > kNamedOneByOne) {
        Fault("log index " + std::to_string(from + kNamedOneByOne) + " to " +
              std::to_string(to - 1) + ": removed");
    }
    next_ = std::max(next_, to);
    return {};
}

Result<void> TreeWalk::Append(const Digest& from_row, const Digest& from_tile) {
    if (from_row != from_tile && !tiles_) tiles_ = rows_;
    rows_.Append(from_row);
    if (tiles_) tiles_->Append(from_tile);
    ++next_;
    CheckKept();
    return CheckHeads();
}

Result<std::optional<Digest>> TreeWalk::StoredLeaf(std::int64_t index) {
    if (index / kWidth != leaf_tile_) LD_TRY(LoadLeafTile(index / kWidth));
    const auto place = static_cast<std::size_t>(index % kWidth);
    if (place >= leaf_hashes_.size()) return std::optional<Digest>{};
    return std::optional(leaf_hashes_[place]);
}

Result<void> TreeWalk::LoadLeafTile(std::int64_t tile) {
    leaf_tile_ = tile;
    leaf_hashes_.clear();
    const auto stored = store_.ReadTile(0, tile, VerifyDeadline());
    if (!stored) {
        if (stored.error().kind != ErrorKind::kNotFound) return Failure{stored.error()};
        Fault(TileName(0, tile) + ": removed");
        return {};
    }
    auto hashes = merkle::UnpackHashes(stored->hashes);
    const auto wanted = static_cast<std::size_t>(std::min(kWidth, size_ - tile * kWidth));
    if (!hashes || hashes->size() != wanted)
        Fault(TileName(0, tile) + ": altered, it has another length");
    if (hashes) leaf_hashes_ = *std::move(hashes);
    return {};
}

Result<void> TreeWalk::LoadHeads() {
    while (heads_.empty() && !heads_ended_) {
        LD_TRY(const auto page, store_.TreeHeads(heads_after_, kHeadsPage, VerifyDeadline()));
        heads_.assign(page.begin(), page.end());
        heads_ended_ = std::ssize(page) < kHeadsPage;
        if (!page.empty()) heads_after_ = page.back().tree_size;
    }
    return {};
}

Result<void> TreeWalk::CheckHeads() {
    while (true) {
        LD_TRY(LoadHeads());
        if (heads_.empty() || heads_.front().tree_size > next_) return {};
        if (heads_.front().tree_size == next_) {
            CheckHead(heads_.front());
        } else {
            Fault(HeadName(heads_.front()) + ": no journal has such a size");
        }
        heads_.pop_front();
    }
}

void TreeWalk::CheckSignature(const StoredTreeHead& head) {
    const auto signed_head = ToSigned(head, options_.city);
    if (!signed_head) {
        Fault(HeadName(head) + ": signature altered");
    } else if (options_.verifier != nullptr) {
        const auto holds = options_.verifier->Verify(*signed_head);
        if (!holds) {
            Fault(HeadName(head) + (holds.error().code == "other_key" ? ": signed with another key"
                                                                      : ": signature wrong"));
        }
    }
}

void TreeWalk::CheckHead(const StoredTreeHead& head) {
    ++report_.heads;
    CheckSignature(head);
    if (broken_) {
        Fault(HeadName(head) + ": cannot be compared, leaves before it are gone");
        return;
    }
    const Digest from_rows = rows_.Root();
    const bool is_true = head.root == from_rows || (tiles_ && head.root == tiles_->Root());
    if (is_true) {
        if (tiles_) Settle(head.root);
        last_good_head_ = head.tree_size;
        root_differs_ = false;
        return;
    }
    Fault(HeadName(head) + ": its root is not that of the journal" +
          (root_differs_ ? ""
                         : "; events from log index " + std::to_string(last_good_head_) +
                               " on were rewritten"));
    root_differs_ = true;
}

/// A signed root tells which of the two trees is the true one; both go on as that one.
void TreeWalk::Settle(const Digest& signed_root) {
    const bool rows_are_true = rows_.Root() == signed_root;
    for (Difference& each : differences_) {
        if (each.truth != Difference::Truth::kUnknown) continue;
        each.truth = rows_are_true ? Difference::Truth::kRow : Difference::Truth::kTile;
    }
    if (!rows_are_true) {
        rows_ = *tiles_;
        edge_.clear();
    }
    tiles_.reset();
}

void TreeWalk::CheckKept() {
    if (!options_.kept || std::cmp_not_equal(options_.kept->head.tree_size, next_) || broken_)
        return;
    const Digest& root = options_.kept->head.root;
    if (root == rows_.Root() || (tiles_ && root == tiles_->Root())) return;
    Fault("kept head " + std::to_string(next_) +
          ": the journal does not begin with what was signed then");
}

Result<void> TreeWalk::CheckTiles(bool last) {
    for (const merkle::Tile& made : rows_.TakeChanged()) {
        if (made.level == 0) continue;  // compared leaf by leaf
        if (made.hashes.size() < merkle::kTileWidth) {
            edge_[made.level] = made;
            continue;
        }
        edge_.erase(made.level);
        LD_TRY(CheckTile(made));
    }
    if (tiles_) (void)tiles_->TakeChanged();
    if (!last) return {};
    for (const auto& [level, made] : edge_) LD_TRY(CheckTile(made));
    return {};
}

Result<void> TreeWalk::CheckTile(const merkle::Tile& made) {
    if (broken_) return {};
    const auto level = static_cast<std::int32_t>(made.level);
    const auto index = static_cast<std::int64_t>(made.index);
    const auto stored = store_.ReadTile(level, index, VerifyDeadline());
    if (!stored && stored.error().kind != ErrorKind::kNotFound) return Failure{stored.error()};
    if (!stored) {
        Fault(TileName(level, index) + ": removed");
    } else if (stored->hashes != merkle::PackHashes(made.hashes) && !tiles_ && !root_differs_) {
        Fault(TileName(level, index) + ": altered");
    }
    return {};
}

Result<void> TreeWalk::Finish() {
    LD_TRY(CheckTiles(true));
    while (true) {
        LD_TRY(LoadHeads());
        if (heads_.empty()) break;
        Fault(HeadName(heads_.front()) + ": the journal has only " + std::to_string(size_) +
              " events");
        CheckSignature(heads_.front());
        heads_.pop_front();
    }
    if (options_.kept && std::cmp_greater(options_.kept->head.tree_size, size_)) {
        Fault("kept head " + std::to_string(options_.kept->head.tree_size) +
              ": the journal has only " + std::to_string(size_) + " events");
    }
    report_.unsigned_events = size_ - last_good_head_;
    ReportDifferences();
    return {};
}

void TreeWalk::ReportDifferences() {
    std::map<Digest, std::int64_t> sealed_at;
    for (const Difference& each : differences_) sealed_at.emplace(each.from_tile, each.index);
    for (const Difference& each : differences_) {
        const std::string at = "log index " + std::to_string(each.index);
        const auto moved = sealed_at.find(each.from_row);
        if (each.truth == Difference::Truth::kRow) {
            Fault(at + ": its hash in tile 0/" + std::to_string(each.index / kWidth) +
                  " was altered; " + each.name + " is as it was signed");
        } else if (moved != sealed_at.end()) {
            Fault(at + ": reordered, it holds " + each.name + ", which was sealed at log index " +
                  std::to_string(moved->second));
        } else {
            Fault(each.name + ": altered (" + at + ")");
        }
    }
}

}  // namespace liandong
