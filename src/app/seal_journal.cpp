#include "app/seal_journal.hpp"

#include <utility>

#include "app/journal_tiles.hpp"

namespace liandong {
namespace {

constexpr std::chrono::seconds kRoundLimit{30};
constexpr std::chrono::seconds kAfterFault{1};
// Another node may seal between two reads of one reload; that often in a row, something else is
// wrong.
constexpr int kReloadTriesMax = 8;

}  // namespace

JournalSealer::JournalSealer(SealerServices services, OnSealed on_sealed, OnFault on_fault,
                             SealerOptions options)
    : services_(services),
      on_sealed_(std::move(on_sealed)),
      on_fault_(std::move(on_fault)),
      options_(options) {}

Result<std::size_t> JournalSealer::RunOnce(Instant now) {
    return SealSome(now, false, Deadline::In(kRoundLimit));
}

Result<void> JournalSealer::SignNow(Instant now) {
    LD_TRY(SealSome(now, true, Deadline::In(kRoundLimit)));
    return {};
}

Result<std::size_t> JournalSealer::SealSome(Instant now, bool sign_now, Deadline deadline) {
    LD_TRY(const std::int64_t size, services_.journal.SealedSize(deadline));
    if (!tree_ || std::cmp_not_equal(tree_->Size(), size)) {
        LD_TRY(Reload(deadline));
    }
    const auto first_index = static_cast<std::int64_t>(tree_->Size());
    LD_TRY(CatchUp(first_index, deadline));
    LD_TRY(auto entries, services_.journal.Unsealed(options_.batch_max, deadline));
    SealBatch batch;
    batch.first_index = first_index;
    const std::string& city = services_.city.Current()->code;
    for (JournalEntry& entry : entries) {
        tree_->Append(LeafHash(services_.hash, entry, city));
        entry.log_index = batch.first_index + static_cast<std::int64_t>(batch.events.size());
        batch.events.emplace_back(entry.case_id, entry.seq);
    }
    const auto after = static_cast<std::int64_t>(tree_->Size());
    if (after > last_head_.size && (sign_now || TimeForHead(after, now))) {
        batch.head =
            ToStored(services_.signer.Sign({city, tree_->Size(), tree_->Root(), ToMillis(now)}));
    }
    if (batch.events.empty() && !batch.head) return std::size_t{0};
    for (const merkle::Tile& tile : tree_->TakeChanged()) batch.tiles.push_back(ToStored(tile));
    return Write(batch, entries, deadline);
}

Result<std::size_t> JournalSealer::Write(const SealBatch& batch,
                                         const std::vector<JournalEntry>& entries,
                                         Deadline deadline) {
    auto sealed = services_.journal.Seal(batch, deadline);
    if (!sealed) {
        // Whether it was written or not, what is stored is the truth now.
        tree_.reset();
        if (sealed.error().kind != ErrorKind::kStale) return Failure{std::move(sealed).error()};
        ++elsewhere_;
        return std::size_t{0};
    }
    events_ += static_cast<std::int64_t>(entries.size());
    if (batch.head) {
        ++heads_;
        last_head_ = {batch.head->tree_size, batch.head->at};
    }
    told_ = batch.first_index + static_cast<std::int64_t>(entries.size());
    if (on_sealed_ && !entries.empty()) on_sealed_(entries);
    return entries.size();
}

bool JournalSealer::TimeForHead(std::int64_t size, Instant now) const {
    // A clock that was set back must not keep heads away.
    return size - last_head_.size >= options_.events_per_head ||
           now - last_head_.at >= options_.head_every || now < last_head_.at;
}

Result<void> JournalSealer::Reload(Deadline deadline) {
    for (int tries = 1;; ++tries) {
        LD_TRY(const std::int64_t size, services_.journal.SealedSize(deadline));
        auto loaded = TryReload(size, deadline);
        if (loaded && *loaded) return {};
        LD_TRY(const std::int64_t size_now, services_.journal.SealedSize(deadline));
        if (size_now != size && tries < kReloadTriesMax) continue;  // read between two trees
        if (!loaded) return Failure{std::move(loaded).error()};
        return Failure{JournalAltered("the signed tree is larger than the stored one, which has " +
                                      std::to_string(size) + " events")};
    }
}

/// False when the newest head is over more events than `size`.
Result<bool> JournalSealer::TryReload(std::int64_t size, Deadline deadline) {
    tree_.reset();
    LD_TRY(const auto head, services_.journal.LatestTreeHead(deadline));
    if (head && head->tree_size > size) return false;
    StoreTiles tiles(services_.journal, deadline);
    LD_TRY(auto tree,
           merkle::TreeBuilder::Resume(tiles, services_.hash, static_cast<std::uint64_t>(size)));
    if (head) {
        if (head->tree_size == size) {
            if (tree.Root() != head->root)
                return Failure{JournalAltered("its edge is not the one that was signed")};
        } else {
            LD_TRY(CompareWithHead(*head, size, deadline));
        }
    }
    last_head_ = head ? LastHead{head->tree_size, head->at} : LastHead{};
    tree_ = std::move(tree);
    return true;
}

Result<void> JournalSealer::CompareWithHead(const StoredTreeHead& head, std::int64_t size,
                                            Deadline deadline) {
    StoreTiles tiles(services_.journal, deadline);
    merkle::TreeView view(tiles, services_.hash);
    LD_TRY(const Digest root, view.Root(static_cast<std::uint64_t>(head.tree_size)));
    if (root == head.root) return {};
    return Failure{JournalAltered("the tree of " + std::to_string(size) +
                                  " events does not carry on from head " +
                                  std::to_string(head.tree_size))};
}

Result<void> JournalSealer::CatchUp(std::int64_t size, Deadline deadline) {
    if (!told_ || !on_sealed_) told_ = size;
    while (*told_ < size) {
        LD_TRY(const auto entries, services_.journal.Sealed(*told_, options_.batch_max, deadline));
        if (entries.empty())
            return Failure{JournalAltered("log index " + std::to_string(*told_) + " is missing")};
        *told_ = entries.back().log_index.value_or(*told_) + 1;
        on_sealed_(entries);
    }
    return {};
}

void JournalSealer::Report(const Error& error) {
    ++faults_;
    if (on_fault_) on_fault_(error);
}

Duration JournalSealer::Round() {
    const auto sealed = RunOnce(services_.clock.Now());
    if (!sealed) {
        Report(sealed.error());
        return kAfterFault;
    }
    return std::cmp_equal(*sealed, options_.batch_max) ? Duration::zero() : options_.poll;
}

void JournalSealer::Start() {
    loop_.Start("ld-sealer", [this] { return Round(); }, on_fault_);
}

void JournalSealer::Stop() {
    if (!loop_.IsRunning()) return;
    loop_.Stop();
    const auto last = SignNow(services_.clock.Now());
    if (!last) Report(last.error());
}

JournalSealer::Counters JournalSealer::Stats() const {
    return {events_, heads_, elsewhere_, faults_};
}

}  // namespace liandong
