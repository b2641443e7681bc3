#include "app/verify_cases.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "app/attach_file.hpp"
#include "codec/event_codec.hpp"
#include "codec/event_refs.hpp"
#include "domain/case/checked_replay.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kCasesPage = 256;
constexpr std::int32_t kEntriesPage = 4096;

std::string NameOf(CaseId id) { return "case " + std::to_string(id.value); }

/// Which case it was that a store could not read.
std::optional<CaseId> CaseIn(const Error& error) {
    for (const auto& [name, value] : error.args) {
        std::int64_t id = 0;
        if (name == "case_id" &&
            std::from_chars(value.data(), value.data() + value.size(), id).ec == std::errc{}) {
            return CaseId{id};
        }
    }
    return std::nullopt;
}

}  // namespace

Result<void> CaseWalk::Run(const OpenedSum& opened_in_log) {
    CaseId after{0};
    std::optional<CaseId> unreadable;
    while (true) {
        // Near a case that cannot be read, one at a time: the others of its page can.
        const std::int32_t limit = unreadable ? 1 : kCasesPage;
        const auto cases = store_.CasesAfter(after, limit, VerifyDeadline());
        if (!cases) {
            const auto id = CaseIn(cases.error());
            if (!id || *id <= after) return Failure{cases.error()};
            unreadable = id;
            if (limit > 1) continue;
            ++report_.cases;
            Fault(NameOf(*id) + ": its stored state was altered and cannot be read");
            opened_.Add(*id);
            after = *id;
            unreadable.reset();
            continue;
        }
        LD_TRY(CheckPage(*cases));
        if (std::ssize(*cases) < limit) break;
        after = cases->back().id;
    }
    LD_TRY(CheckWaiting());
    if (opened_ != opened_in_log) return FindLostCases();
    return {};
}

Result<void> CaseWalk::CheckPage(const std::vector<Case>& cases) {
    for (const Case& stored : cases) {
        LD_TRY(CheckCase(stored));
        ++report_.cases;
    }
    if (options_.progress) options_.progress({"cases", report_.cases, 0});
    return {};
}

Result<void> CaseWalk::CheckCase(const Case& stored) {
    LD_TRY(const auto history, store_.History(stored.id, VerifyDeadline()));
    if (history.empty()) {
        Fault(NameOf(stored.id) + ": it has a state but no events");
        return {};
    }
    if (history.front().log_index) opened_.Add(stored.id);
    const bool in_order = CheckOrder(history);
    const auto events = Decode(history);
    if (!in_order || !events) return {};
    const auto replayed = CheckedReplay(*events);
    if (!replayed) {
        Fault(NameOf(stored.id) + " " + replayed.error().for_log);
        return {};
    }
    if (*replayed != stored)
        Fault(NameOf(stored.id) + ": its stored state does not follow from its events");
    return CheckSealed(stored, *events);
}

bool CaseWalk::CheckOrder(const std::vector<JournalEntry>& history) {
    bool in_order = true;
    std::int32_t next = 1;
    std::int64_t index = -1;
    bool waiting = false;
    for (const JournalEntry& entry : history) {
        for (; next < entry.seq && next < entry.seq + 1; ++next) {
            in_order = false;
            if (entry.seq - next < 100) {
                Fault(NameOf(entry.case_id) + " event " + std::to_string(next) + ": removed");
            } else {
                next = entry.seq - 100;
            }
        }
        next = entry.seq + 1;
        const bool is_after = entry.log_index ? *entry.log_index > index && !waiting : true;
        if (!is_after)
            Fault(liandong::NameOf(entry) + ": reordered, the event before it was sealed later");
        waiting = waiting || !entry.log_index;
        index = entry.log_index.value_or(index);
    }
    return in_order;
}

std::optional<std::vector<Event>> CaseWalk::Decode(const std::vector<JournalEntry>& history) {
    std::vector<Event> events;
    for (const JournalEntry& entry : history) {
        auto body = DecodePayload(entry.kind, entry.payload);
        if (!body) Fault(liandong::NameOf(entry) + ": its payload cannot be read as " + entry.kind);
        auto actor = DecodeActor(entry.actor);
        if (!actor) Fault(liandong::NameOf(entry) + ": its actor cannot be read");
        if (!body || !actor) continue;
        events.push_back({entry.case_id, entry.seq, entry.at, *std::move(actor),
                          entry.profile_version, *std::move(body)});
    }
    if (events.size() != history.size()) return std::nullopt;
    return events;
}

Result<void> CaseWalk::CheckSealed(const Case& stored, const std::vector<Event>& events) {
    std::vector<VaultRef> refs;
    for (const Event& event : events) {
        ForEachRef(event.body, [&](std::string_view, const VaultRef& ref) {
            if (ref.row != 0) refs.push_back(ref);  // 0: nothing was said
        });
    }
    LD_TRY(const auto found, store_.Load(stored.id, VerifyDeadline()));
    if (stored.erased) {
        if (found.wrapped_key)
            Fault(NameOf(stored.id) + ": the person was erased, but the key is still there");
        return {};
    }
    if (!found.wrapped_key) {
        if (!refs.empty()) Fault(NameOf(stored.id) + ": the key of its vault was removed");
        return {};
    }
    LD_TRY(CheckRows(stored.id, *found.wrapped_key, refs));
    std::optional<std::string> key;
    if (options_.vault != nullptr) {
        if (auto opened = options_.vault->Unwrap(stored.id, *found.wrapped_key))
            key = *std::move(opened);
    }
    return CheckBlobs(stored, key);
}

Result<void> CaseWalk::CheckRows(CaseId id, const std::string& wrapped_key,
                                 const std::vector<VaultRef>& refs) {
    std::optional<std::string> key;
    if (options_.vault != nullptr) {
        auto opened = options_.vault->Unwrap(id, wrapped_key);
        if (!opened) {
            Fault(NameOf(id) +
                  ": the key of its vault was altered, or belongs to another master key");
        } else {
            key = *std::move(opened);
        }
    }
    std::vector<std::int32_t> numbers;
    for (const VaultRef& ref : refs) numbers.push_back(ref.row);
    LD_TRY(const auto rows, store_.VaultRows(id, numbers, VerifyDeadline()));
    for (const VaultRef& ref : refs) {
        const auto row = std::ranges::find(rows, ref.row, &VaultRow::row);
        const std::string name = NameOf(id) + " vault row " + std::to_string(ref.row);
        if (row == rows.end()) {
            Fault(name + ": removed");
        } else if (key && !options_.vault->Open(*key, id, ref.row, row->ciphertext, ref.digest)) {
            Fault(name + ": altered");
        }
    }
    return {};
}

Result<void> CaseWalk::CheckBlobs(const Case& stored, const std::optional<std::string>& key) {
    for (const Attachment& attachment : stored.attachments) {
        const auto blob = store_.ReadBlob(stored.id, attachment.blob, VerifyDeadline());
        const std::string name = NameOf(stored.id) + " attachment " + attachment.blob.value;
        if (!blob) {
            if (blob.error().kind != ErrorKind::kNotFound) return Failure{blob.error()};
            Fault(name + ": removed");
        } else if (key) {
            const auto bytes = OpenBlob(*options_.vault, *key, stored.id, *blob);
            const auto hashed = [&] {
                return options_.hash(
                    {reinterpret_cast<const unsigned char*>(bytes->data()), bytes->size()});
            };
            if (!bytes || hashed() != attachment.content) Fault(name + ": altered");
        }
    }
    return {};
}

/// Events that wait to be sealed must not have been sealed before, and their cases must be there.
Result<void> CaseWalk::CheckWaiting() {
    LD_TRY(const auto waiting, store_.Unsealed(kEntriesPage, VerifyDeadline()));
    report_.unsealed = std::ssize(waiting);
    std::set<CaseId> asked;
    for (const JournalEntry& entry : waiting) {
        if (!asked.insert(entry.case_id).second) continue;
        LD_TRY(const auto history, store_.History(entry.case_id, VerifyDeadline()));
        const auto found = std::ranges::find(history, entry.seq, &JournalEntry::seq);
        if (found != history.end() && found->log_index) {
            Fault(liandong::NameOf(entry) +
                  ": would be sealed again, the mark of what is sealed was altered");
        }
        const auto loaded = store_.Load(entry.case_id, VerifyDeadline());
        const bool is_case = history.front().kind == kEventKinds.front();
        if (!loaded && loaded.error().kind == ErrorKind::kNotFound && is_case) {
            Fault(NameOf(entry.case_id) + ": its state was removed");
        }
    }
    return {};
}

/// The log opened other cases than are stored: which?
Result<void> CaseWalk::FindLostCases() {
    std::int64_t from = 0;
    while (true) {
        LD_TRY(const auto entries, store_.Sealed(from, kEntriesPage, VerifyDeadline()));
        for (const JournalEntry& entry : entries) {
            if (entry.kind != kEventKinds.front()) continue;
            const auto found = store_.Load(entry.case_id, VerifyDeadline());
            if (!found && found.error().kind == ErrorKind::kNotFound) {
                Fault(NameOf(entry.case_id) + ": its state was removed");
            }
        }
        if (options_.progress) options_.progress({"lost_cases", from, report_.events});
        if (std::ssize(entries) < kEntriesPage) return {};
        from = entries.back().log_index.value_or(from) + 1;
    }
}

}  // namespace liandong
