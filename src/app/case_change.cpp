#include "app/case_change.hpp"

#include <utility>

#include "app/linked_pushes.hpp"
#include "app/notices.hpp"
#include "codec/event_codec.hpp"
#include "domain/search/sounds.hpp"
#include "domain/search/tokens.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kRowsPerDecision = 16;

JournalEntry ToEntry(const Event& event, Instant recorded_at) {
    return {event.case_id,
            event.seq,
            std::string(KindOf(event.body)),
            event.at,
            recorded_at,
            EncodeActor(event.actor),
            event.profile_version,
            EncodePayload(event.body),
            std::nullopt};
}

void Join(std::string& out, const std::vector<std::string>& tokens) {
    for (const std::string& token : tokens) {
        if (!out.empty()) out.push_back(' ');
        out += token;
    }
}

}  // namespace

Sealer::Sealer(Vault& vault, CaseId id, std::string key, std::int32_t version)
    : vault_(vault), id_(id), key_(std::move(key)), next_row_((version + 1) * kRowsPerDecision) {}

Result<VaultRef> Sealer::Seal(std::string_view plaintext) {
    const std::int32_t row = next_row_++;
    LD_TRY(auto sealed, vault_.Seal(key_, id_, row, plaintext));
    rows_.push_back({row, std::move(sealed.ciphertext)});
    return VaultRef{row, sealed.digest};
}

namespace {

// One visitor for both kinds of command; the first fault stops the sealing.
template <class C>
Result<void> SealAll(Sealer& sealer, C& command) {
    Result<void> done;
    const auto seal = [&](VaultRef& ref, const std::string& plaintext) {
        if (!done) return;
        auto sealed = sealer.Seal(plaintext);
        if (sealed) {
            ref = *sealed;
        } else {
            done = Failure{std::move(sealed).error()};
        }
    };
    ForEachSealed(command, {[&](Sealed<std::string>& s) { seal(s.ref, s.plain); },
                            [&](Sealed<Caller>& s) { seal(s.ref, EncodeCaller(s.plain)); },
                            [&](Sealed<Narrative>& s) { seal(s.ref, EncodeNarrative(s.plain)); }});
    return done;
}

}  // namespace

Result<void> Sealer::Seal(Command& command) { return SealAll(*this, command); }
Result<void> Sealer::Seal(OpenCase& command) { return SealAll(*this, command); }

CaseChange MakeChange(const Case& before, CaseId id, const std::vector<EventBody>& bodies,
                      const Actor& actor, Instant at, Instant recorded_at, const City& city) {
    CaseChange change;
    change.expected_version = before.version;
    change.after = before;
    for (const EventBody& body : bodies) {
        const Event event{id, change.after.version + 1, at, actor, city.version, body};
        change.after = Apply(std::move(change.after), event);
        change.events.push_back(ToEntry(event, recorded_at));
        AddNotices(change.outbox, change.after, event, city);
        AddPushes(change.outbox, change.after, event, city);
    }
    change.deadlines = DeadlinesOf(change.after, city);
    change.erase_person = change.after.erased && !before.erased;
    return change;
}

JournalEntry MakeRecord(CaseId stream, const EventBody& body, const Actor& actor, Instant at,
                        const City& city) {
    return ToEntry(Event{stream, 1, at, actor, city.version, body}, at);
}

SearchDocument MakeSearchDocument(const Caller& caller, const Narrative& narrative, const Case& c,
                                  const City& city, Vault& vault) {
    SearchDocument document;
    for (const std::string* text :
         {&narrative.title, &narrative.content, &narrative.address, &narrative.wish}) {
        Join(document.words, IndexTokens(*text));
    }
    if (const Category* category = city.FindCategory(c.category))
        Join(document.words, IndexTokens(category->name));
    if (const Place* place = city.FindPlace(c.place))
        Join(document.words, IndexTokens(place->name));
    // By sound what people ask for most; the whole content would double the index.
    for (const std::string* text : {&narrative.title, &narrative.address})
        Join(document.words, SoundTokens(*text));
    std::vector<std::string> hashed;
    for (const std::string* number : {&caller.phone, &caller.other_contact}) {
        for (const std::string& token : PhoneTokens(*number))
            hashed.push_back(vault.TokenHash(token));
    }
    for (const std::string* name : {&caller.name, &caller.enterprise}) {
        for (const std::string& token : NameTokens(*name)) hashed.push_back(vault.TokenHash(token));
    }
    Join(document.private_tokens, hashed);
    return document;
}

}  // namespace liandong
