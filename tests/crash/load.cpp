#include "crash/load.hpp"

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

#include <unistd.h>

#include "app/act_on_case.hpp"
#include "app/attach_file.hpp"
#include "app/merge_cases.hpp"
#include "app/open_case.hpp"
#include "app/seal_journal.hpp"
#include "support/test_database.hpp"
#include "support/world.hpp"

namespace liandong::crash {
namespace {

using testing::Soon;

constexpr std::size_t kOwnCasesMax = 8;

// What the bytes are is not the question here.
class TakesAnything final : public ContentChecker {
public:
    Result<ContentKind> Check(std::string_view, std::string_view claimed, std::size_t) override {
        return ContentKind{std::string(claimed), "png"};
    }
};

// One person's day, at the speed of a machine.
class Worker {
public:
    Worker(testing::World& world, std::uint64_t seed, int out)
        : world_(world), random_(seed), out_(out) {}

    void Run() {
        for (;;) Step();
    }

private:
    std::size_t Number(std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
    }

    void Step() {
        if (cases_.size() < kOwnCasesMax || Number(4) == 0) return Open();
        const std::size_t which = Number(cases_.size());
        const CaseId id = cases_[which];
        if (Number(12) == 0) {
            const CaseId into = cases_[Number(cases_.size())];
            const auto merged =
                MergeCases(world_.Use(), who_, id, {into, testing::Text("同一件事")}, {}, Soon());
            if (merged) Acknowledge(*merged);
            return;
        }
        const auto action = kNames<CaseAction>.at(Number(kNames<CaseAction>.size())).value;
        if (action == CaseAction::kMerge || action == CaseAction::kAdoptChild ||
            action == CaseAction::kReleaseChild || action == CaseAction::kRecordSplit ||
            action == CaseAction::kUnmerge || action == CaseAction::kLinkDocument) {
            return;
        }
        if (action == CaseAction::kAttach) {
            AttachTo(id);
            return;
        }
        const ActRequest request{id, testing::SampleCommand(action, AssignmentNo{}), {}, {}, {}};
        const auto done = ActOnCase(world_.Use(), who_, request, Soon());
        if (!done) return;
        Acknowledge(*done);
        if (done->state == CaseState::kArchived)
            cases_.erase(cases_.begin() + static_cast<std::ptrdiff_t>(which));
    }

    // A file that no other case has: the same bytes twice would be one attachment.
    void AttachTo(CaseId id) {
        const Services services = world_.Use();
        const std::string bytes = std::string(2'000, 'b') + std::to_string(random_());
        const AttachServices attach{services, content_, testing::TestHash()};
        if (!AttachFile(attach, who_, {id, "现场.png", "image/png", bytes, {}}, Soon())) return;
        const auto stored = world_.store.Load(id, Soon());
        if (stored) Acknowledge(stored->state);
    }

    void Open() {
        OpenCaseRequest request;
        request.command.category = CategoryCode{Number(2) == 0 ? "010101" : "010102"};
        request.command.place = PlaceCode{"1101"};
        request.command.caller.plain = {"陈测试", "10012345678", "", "", "", ""};
        request.command.narrative.plain.title = "路灯不亮";
        request.command.narrative.plain.content = std::string(200 + Number(2'000), 'x');
        request.command.source_system = "crash";
        request.command.source_id = std::to_string(random_());
        request.dispatch = Number(2) == 0;
        const auto opened = OpenNewCase(world_.Use(), who_, std::move(request), Soon());
        if (!opened) return;
        Acknowledge(opened->state);
        cases_.push_back(opened->state.id);
        if (cases_.size() > 2 * kOwnCasesMax) cases_.erase(cases_.begin());
    }

    // One short write to a pipe is whole or not at all.
    void Acknowledge(const Case& c) const {
        const std::string line = std::to_string(c.id.value) + " " + std::to_string(c.version) +
                                 " " + std::string(Code(c.state)) + "\n";
        if (write(out_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) _exit(3);
    }

    testing::World& world_;
    TakesAnything content_;
    std::mt19937_64 random_;
    int out_;
    Principal who_ = testing::Everybody();
    std::vector<CaseId> cases_;
};

}  // namespace

void Work(const std::string& address, std::uint64_t seed, int out) {
    const auto store = testing::OpenAt(address, kCityCode);
    if (!store) {
        dprintf(STDERR_FILENO, "the store does not open: %s\n", store.error().for_log.c_str());
        _exit(4);
    }
    testing::World world(**store);
    // Sealing goes on meanwhile, as in a running server, so that it too is killed in the middle.
    const auto signer = testing::MakeTestSigner();
    JournalSealer sealer({**store, world.clock, world.cities, *signer, testing::TestHash()}, {}, {},
                         {.events_per_head = 50, .poll = std::chrono::milliseconds(5)});
    sealer.Start();
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back(
            [&, i] { Worker(world, seed * 1'000 + static_cast<std::uint64_t>(i), out).Run(); });
    }
    threads.clear();
    _exit(0);
}

}  // namespace liandong::crash

// crash_load ADDRESS SEED: acknowledgements go to standard output.
int main(int argc, char** argv) {
    if (argc != 3) return 2;
    liandong::crash::Work(argv[1], std::strtoull(argv[2], nullptr, 10), STDOUT_FILENO);  // NOLINT
}
