#include "support/world.hpp"

#include <algorithm>
#include <array>

#include "adapters/crypto/account_credentials.hpp"
#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/signer.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "adapters/crypto/vault.hpp"
#include "app/act_on_case.hpp"
#include "app/fire_deadlines.hpp"
#include "app/verify_journal.hpp"
#include "codec/event_codec.hpp"

namespace liandong::testing {
namespace {

constexpr int kRoundsMax = 1'000;
constexpr std::int32_t kManyDeadlines = 100'000;

std::string WrongInHistory(World& world, const StoredCase& stored) {
    const auto events = ReadHistory(world.store, stored.state.id);
    if (!events) return "its history cannot be read: " + events.error().for_log;
    if (events->empty()) return "it has no events";
    for (std::size_t i = 0; i < events->size(); ++i) {
        if ((*events)[i].seq != static_cast<std::int32_t>(i) + 1)
            return "its events have a gap at " + std::to_string(i);
    }
    if (Replay(*events) != stored.state) {
        return "its events do not give its state:\n  events " + EncodeCase(Replay(*events)) +
               "\n  stored " + EncodeCase(stored.state);
    }
    return {};
}

std::string WrongInVault(World& world, const StoredCase& stored) {
    if (stored.state.erased)
        return stored.wrapped_key ? "the person was erased and the key is still there" : "";
    const auto texts = ReadTexts(world.Use(), stored, Soon());
    if (!texts) return "its vault does not open: " + texts.error().for_log;
    return {};
}

std::string WrongInDeadlines(World& world, const Case& c) {
    const auto all = world.store.DueDeadlines(At("2035-12-31T00:00"), kManyDeadlines, Soon());
    if (!all) return "its deadlines cannot be read: " + all.error().for_log;
    std::vector<DueRow> stored;
    for (const DueCase& row : *all) {
        if (row.case_id == c.id) stored.push_back(row.due);
    }
    const auto wanted = DeadlinesOf(c, *world.cities.Current());
    if (!std::ranges::is_permutation(stored, wanted)) {
        return "it has " + std::to_string(stored.size()) + " deadline rows, and not the " +
               std::to_string(wanted.size()) + " that it needs";
    }
    return {};
}

}  // namespace

std::unique_ptr<Vault> MakeTestVault() {
    std::array<unsigned char, crypto::SecretKey::kSize> bytes{};
    bytes.fill(7);
    return crypto::MakeVault(crypto::Vault::FromKey(crypto::SecretKey(bytes)));
}

std::unique_ptr<Credentials> MakeTestCredentials() {
    std::array<unsigned char, crypto::SecretKey::kSize> bytes{};
    bytes.fill(7);
    return crypto::MakeCredentials(crypto::Vault::FromKey(crypto::SecretKey(bytes)));
}

std::unique_ptr<TreeSigner> MakeTestSigner() {
    std::array<unsigned char, 32> seed{};
    seed.fill(9);
    return crypto::MakeTreeSigner(crypto::Signer::FromSeed(seed));
}

HashFunction TestHash() { return crypto::Sha256; }

std::string WhatIsWrongWithJournal(Store& store) {
    const auto signer = MakeTestSigner();
    const auto verifier = crypto::MakeTreeVerifier(signer->PublicKeyPem());
    if (!verifier) return verifier.error().for_log;
    const auto vault = MakeTestVault();
    VerifyOptions options;
    options.hash = crypto::Sha256;
    options.verifier = verifier->get();
    options.vault = vault.get();
    const VerifyReport report = VerifyJournal(store, options);
    std::string wrong;
    for (const std::string& fault : report.faults) wrong += fault + "\n";
    if (report.unreadable) wrong += report.unreadable->for_log + "\n";
    return wrong;
}

Result<int> FireDue(World& world) {
    const Services services = world.Use();
    std::optional<Error> trouble;
    DeadlineTimer timer(services, [&](const Error& error) { trouble = error; });
    for (int rounds = 0; rounds < kRoundsMax; ++rounds) {
        LD_TRY(const std::size_t handled, timer.RunOnce(world.clock.Now()));
        if (trouble) return Failure{*trouble};
        if (handled == 0) return static_cast<int>(timer.Stats().fired);
    }
    return Failure{Bug("deadlines never come to rest")};
}

Result<std::vector<Event>> ReadHistory(Store& store, CaseId id) {
    LD_TRY(const auto entries, store.History(id, Soon()));
    std::vector<Event> events;
    for (const JournalEntry& entry : entries) {
        LD_TRY(auto body, DecodePayload(entry.kind, entry.payload));
        LD_TRY(auto actor, DecodeActor(entry.actor));
        events.push_back({entry.case_id, entry.seq, entry.at, std::move(actor),
                          entry.profile_version, std::move(body)});
    }
    return events;
}

std::string WhatIsWrongWith(World& world, CaseId id) {
    const auto stored = world.store.Load(id, Soon());
    if (!stored) return "it is not there: " + stored.error().for_log;
    if (auto wrong = WrongInHistory(world, *stored); !wrong.empty()) return wrong;
    if (auto wrong = WrongInVault(world, *stored); !wrong.empty()) return wrong;
    return WrongInDeadlines(world, stored->state);
}

Command SampleCommand(CaseAction action, AssignmentNo no, CaseId other) {
    const SealedText text = Text("依据和说明");
    switch (action) {
        case CaseAction::kAmend: return Amend{RequestType::kComplaint, {}, {}, {}, {}, {}, {}, {}};
        case CaseAction::kAskSupplement: return AskSupplement{text};
        case CaseAction::kSupplement: return Supplement{text};
        case CaseAction::kAnswerAtDesk: return AnswerAtDesk{text, "k1"};
        case CaseAction::kDecline: return Decline{"outside", text};
        case CaseAction::kRuleDecline: return RuleDecline{true, text};
        case CaseAction::kHandOver: return HandOver{"110", text};
        case CaseAction::kDispatch:
            return Dispatch{UnitCode{"B"}, {}, Limit{2, LimitUnit::kWorkingDays}};
        case CaseAction::kWithdraw: return Withdraw{text};
        case CaseAction::kAcknowledge: return Acknowledge{no};
        case CaseAction::kContact: return Contact{no, ContactMethod::kPhone, true, {}, text};
        case CaseAction::kReturn: return Return{no, text, UnitCode{"H"}};
        case CaseAction::kRuleReturn: return RuleReturn{no, false, text};
        case CaseAction::kRequestExtension:
            return RequestExtension{no, {1, LimitUnit::kWorkingDays}, text};
        case CaseAction::kRuleExtension: return RuleExtension{no, true, text};
        case CaseAction::kPause: return PauseHandling{no, text};
        case CaseAction::kResume: return ResumeHandling{no};
        case CaseAction::kFinish: {
            Finish finish;
            finish.assignment = no;
            finish.done = finish.reply = finish.overrule = text;
            return finish;
        }
        case CaseAction::kReview: return Review{true, text};
        case CaseAction::kCallBack:
            return Callback{true, true, Verdict::kYes, Satisfaction::kSatisfied, {}, false, text};
        case CaseAction::kRedo: return Redo{text};
        case CaseAction::kMerge: return Merge{other, text};
        case CaseAction::kUnmerge: return Unmerge{text};
        case CaseAction::kAdoptChild: return AdoptChild{other};
        case CaseAction::kReleaseChild: return ReleaseChild{other};
        case CaseAction::kRecordSplit: return RecordSplit{{other}};
        case CaseAction::kVoid: return VoidCase{text};
        case CaseAction::kArchive: return Archive{};
        case CaseAction::kNote: return AddNote{text};
        case CaseAction::kRemind: return Remind{AssignmentNo{}, text};
        case CaseAction::kAttach: return Attach{{BlobId{"b1"}, "image/png", 10, {}, {}}, text};
        case CaseAction::kFireDeadline: return FireDeadline{};
        case CaseAction::kImportAnswer: return ImportAnswer{text};
        case CaseAction::kUnmask: return ViewPersonalData{"phone", text};
        case CaseAction::kErase: return ErasePerson{"依申请"};
        case CaseAction::kLinkDocument:
            return LinkDocument{other, "supervision_order", "督办〔2026〕1号", 1};
        case CaseAction::kPassDown: return PassDown{no, UnitCode{"S"}, {}, text};
        case CaseAction::kAddUnit: return AddUnit{UnitCode{"H"}, {}, text};
        case CaseAction::kReleaseUnit: return ReleaseUnit{no, text};
        case CaseAction::kRuleDispute:
            return RuleDispute{UnitCode{"B"}, "《小城市政条例》", text, {}, {}};
        case CaseAction::kRuleHandOver: return RuleHandOver{true, "J-1", text};
        case CaseAction::kRuleHandIn: return RuleHandIn{true, text};
        case CaseAction::kRequestMove: return RequestMove{testing::Text("琼A00000")};
        case CaseAction::kContactOwner: return ContactOwner{ContactMethod::kPhone, true, text};
        case CaseAction::kEndMove: return EndMove{true, text};
        case CaseAction::kSendCallbackLink: return SendCallbackLink{};
        case CaseAction::kRequestAppeal: return RequestAppeal{no, AppealKind::kAssessment, text};
        case CaseAction::kRuleAppeal: return RuleAppeal{no, true, text};
        case CaseAction::kRecordLink:
            return RecordLink{RecordLink::Step::kReceipt, "partner", no, "P-1", {}, {}};
    }
    return AddNote{text};
}

}  // namespace liandong::testing
