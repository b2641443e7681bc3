#include "background/world.hpp"

#include <array>
#include <cstdio>

#include <sys/wait.h>

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "adapters/crypto/vault.hpp"
#include "base/testing/test_folder.hpp"

namespace liandong::testing {
namespace {

std::array<unsigned char, 32> Seed(unsigned char fill) {
    std::array<unsigned char, 32> seed{};
    seed.fill(fill);
    return seed;
}

}  // namespace

StoryCity::StoryCity(std::int32_t archive_after_days) {
    City city = SmallCity();
    city.code = "460100";
    city.limits.archive_after_days = archive_after_days;
    city.synonyms = Synonyms({{"井盖", "窨井盖", "沙井盖"}});
    city.BuildIndex();
    city_ = std::make_shared<const City>(std::move(city));
}

World::World(std::unique_ptr<Store> opened, unsigned char key_seed)
    : store(std::move(opened)),
      vault(crypto::MakeVault(crypto::Vault::FromKey(crypto::SecretKey(Seed(key_seed))))),
      signer(crypto::MakeTreeSigner(crypto::Signer::FromSeed(Seed(key_seed)))),
      services{*store, *vault, clock, city, classifier} {}

CaseId World::Open(const std::string& title, bool dispatch, const std::string& category) const {
    OpenCaseRequest request;
    request.command.category = CategoryCode{category};
    request.command.place = PlaceCode{"1101"};
    request.command.caller.plain.name = "王示例";
    request.command.caller.plain.phone = "10039000000";
    request.command.narrative.plain.title = title;
    request.command.narrative.plain.content = title + "，请处理。";
    request.dispatch = dispatch;
    const auto opened = OpenNewCase(services, Everybody(), request, Soon());
    EXPECT_TRUE(opened) << opened.error().code;
    return opened ? opened->state.id : CaseId{};
}

Case World::Act(CaseId id, const Command& command) const {
    const auto done = ActOnCase(services, Everybody(), {id, command, {}, {}, {}}, Soon());
    EXPECT_TRUE(done) << done.error().code;
    return done ? *done : Case{};
}

Case World::Load(CaseId id) const {
    const auto found = store->Load(id, Soon());
    EXPECT_TRUE(found) << found.error().code;
    return found ? found->state : Case{};
}

std::vector<std::string> World::Kinds(CaseId id) const {
    std::vector<std::string> kinds;
    const auto history = store->History(id, Soon());
    EXPECT_TRUE(history);
    for (const JournalEntry& entry : *history) kinds.push_back(entry.kind);
    return kinds;
}

CaseId World::Live(int number) {
    const CaseId id = Open("路灯不亮 " + std::to_string(number), number % 5 != 0);
    clock.Move(std::chrono::minutes(3));
    if (number % 5 == 0) return id;
    const AssignmentNo lead = FindLead(Load(id))->no;
    Act(id, Acknowledge{lead});
    if (number % 5 == 1) return id;
    Act(id, Contact{lead, ContactMethod::kPhone, true, {}, Text("已电话联系")});
    Act(id, RequestExtension{lead, {2, LimitUnit::kWorkingDays}, Text("等待材料")});
    Act(id, RuleExtension{lead, true, Text("同意")});
    if (number % 5 == 2) return id;
    Finish finish;
    finish.assignment = lead;
    finish.caller_contacted = true;
    finish.contacted_at = clock.Now();
    finish.done = Text("已更换灯具");
    finish.reply = Text("路灯已修复");
    finish.overrule = Text("协办已口头答复");
    Act(id, finish);
    Act(id, Review{true, Text("")});
    if (number % 5 == 3) return id;
    Callback callback;
    callback.reached = true;
    callback.solved = Verdict::kYes;
    callback.satisfied = Satisfaction::kSatisfied;
    callback.opinion = Text("很满意");
    Act(id, callback);
    return id;
}

SealerServices World::ForSealer() { return {*store, clock, city, *signer, &crypto::Sha256}; }
ProofServices World::ForProofs() const { return {services, *signer, &crypto::Sha256}; }

std::unique_ptr<JournalSealer> World::MakeSealer(JournalSealer::OnSealed on_sealed,
                                                 SealerOptions options) {
    return std::make_unique<JournalSealer>(ForSealer(), std::move(on_sealed), OnFault{}, options);
}

void World::Seal() {
    const auto sealer = MakeSealer();
    const auto sealed = sealer->SignNow(clock.Now());
    EXPECT_TRUE(sealed) << sealed.error().for_log;
}

Ran CheckProofFile(const std::string& public_key_pem, const std::string& proof,
                   const std::string& kept_head) {
    const TestFolder folder;
    WriteText(folder / "city.pem", public_key_pem);
    WriteText(folder / "proof.json", proof);
    std::string command =
        "python3 tools/check_proof.py --public-key " + (folder / "city.pem").string();
    if (!kept_head.empty()) {
        WriteText(folder / "kept.json", kept_head);
        command += " --kept-head " + (folder / "kept.json").string();
    }
    Ran ran;
    FILE* const pipe =  // NOLINTNEXTLINE(cert-env33-c): our own script, our own words
        ::popen((command + " " + (folder / "proof.json").string() + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return ran;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
        ran.output += static_cast<char>(c);
    const int status = ::pclose(pipe);
    ran.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ran;
}

}  // namespace liandong::testing
