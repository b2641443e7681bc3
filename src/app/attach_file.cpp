#include "app/attach_file.hpp"

#include <algorithm>
#include <cstring>

#include "app/act_on_case.hpp"
#include "app/on_task.hpp"
#include "app/read_case.hpp"
#include "base/text.hpp"
#include "codec/event_codec.hpp"

namespace liandong {
namespace {

// Rows of decisions begin at 16; no text of a case has this number.
constexpr std::int32_t kBlobRow = 0;
constexpr std::size_t kBlobIdDigits = 32;

Digest HashOf(HashFunction sha256, std::string_view bytes) {
    return sha256({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
}

// The seal's digest travels in front of the ciphertext: the journal holds the digest of the bytes
// themselves, which is what a court compares.
std::string Packed(const Vault::SealedRow& sealed) {
    std::string packed(sealed.digest.bytes.begin(), sealed.digest.bytes.end());
    return packed + sealed.ciphertext;
}

struct Added {
    VaultRef name;
    UnitCode by_unit;
};

// The event that added the file: its name is sealed there, and who added it.
Result<Added> FindAdded(const Services& services, CaseId id, const BlobId& blob,
                        Deadline deadline) {
    LD_TRY(const auto history, services.store.History(id, deadline));
    for (const JournalEntry& entry : history) {
        if (entry.kind != "attachment_added") continue;
        LD_TRY(const auto body, DecodePayload(entry.kind, entry.payload));
        const auto& added = std::get<AttachmentAdded>(body);
        if (added.attachment.blob != blob) continue;
        LD_TRY(const Actor actor, DecodeActor(entry.actor));
        return Added{added.name, actor.unit};
    }
    return Failure{Bug("a case has an attachment that no event added")};
}

// Of a secret case a unit sees the files that it added itself, and no others.
Result<void> MayRead(const Principal& who, const Case& c, const Added& added, const City& city) {
    const bool is_own = !added.by_unit.value.empty() && !who.actor.unit.value.empty() &&
                        city.IsWithin(added.by_unit, who.actor.unit);
    if (is_own || !IsPersonHidden(who, c, city)) return {};
    return Failure{Error{ErrorKind::kForbidden,
                         "secret",
                         "This case is secret; this file is not shown.",
                         "secret case",
                         {}}};
}

}  // namespace

Result<std::string> OpenBlob(Vault& vault, std::string_view key, CaseId id,
                             std::string_view packed) {
    Digest digest;
    if (packed.size() < digest.bytes.size()) return Failure{Unavailable("a blob is cut")};
    std::memcpy(digest.bytes.data(), packed.data(), digest.bytes.size());
    return vault.Open(key, id, kBlobRow, packed.substr(digest.bytes.size()), digest);
}

Result<SealedFile> SealFile(const AttachServices& services, const City& city, CaseId id,
                            std::string_view wrapped_key, const FileToSeal& file) {
    const auto limit = static_cast<std::size_t>(city.limits.attachment_bytes_max);
    LD_TRY(auto kind, services.content.Check(file.bytes, file.claimed_media_type, limit));
    const Services& world = services.services;
    LD_TRY(const auto key, world.vault.Unwrap(id, wrapped_key));
    LD_TRY(const auto sealed, world.vault.Seal(key, id, kBlobRow, file.bytes));
    SealedFile done;
    // Salted, so the same file in another case has another id.
    done.attachment.blob = BlobId{sealed.digest.Hex().substr(0, kBlobIdDigits)};
    done.attachment.media_type = std::move(kind.media_type);
    done.attachment.size_bytes = static_cast<std::int64_t>(file.bytes.size());
    done.attachment.content = HashOf(services.sha256, file.bytes);
    done.attachment.added_at = world.clock.Now();
    done.blob = {done.attachment.blob, Packed(sealed)};
    return done;
}

Result<AttachedFile> AttachFile(const AttachServices& services, const Principal& who,
                                const AttachRequest& request, Deadline deadline) {
    const Services& world = services.services;
    LD_TRY(const Principal here, OnTask(world, who, request.id, deadline));
    LD_TRY(const auto found, LoadVisible(world, here, request.id, deadline));
    const Digest content = HashOf(services.sha256, request.bytes);
    for (const Attachment& have : found.state.attachments) {
        if (have.content == content) return AttachedFile{have, found.state.version, true};
    }
    if (!found.wrapped_key) return Failure{ToError({RefusalCode::kErased, {}})};
    LD_TRY(auto file, SealFile(services, *world.city.Current(), request.id, *found.wrapped_key,
                               {request.claimed_media_type, request.bytes}));
    ActRequest act;
    act.id = request.id;
    act.command = Attach{file.attachment, SealedText{request.name, {}}};
    act.if_version = request.if_version;
    act.blobs.push_back(std::move(file.blob));
    LD_TRY(const Case after, ActOnCase(world, here, act, deadline));
    return AttachedFile{std::move(file.attachment), after.version, false};
}

Result<OpenedFile> ReadFile(const AttachServices& services, const Principal& who, CaseId id,
                            const BlobId& blob, const std::string& reason, Deadline deadline) {
    const Services& world = services.services;
    LD_TRY(const Principal here, OnTask(world, who, id, deadline));
    LD_TRY(const auto found, LoadVisible(world, here, id, deadline));
    const auto& all = found.state.attachments;
    const auto wanted = std::ranges::find(all, blob, &Attachment::blob);
    if (wanted == all.end() || !found.wrapped_key) {
        return Failure{NotFound("no_such_attachment", "There is no such attachment.")};
    }
    LD_TRY(const Added added, FindAdded(world, id, blob, deadline));
    LD_TRY(MayRead(here, found.state, added, *world.city.Current()));
    if (wanted->media_type.starts_with("audio/")) {
        ActRequest act;
        act.id = id;
        act.command = ViewPersonalData{"recording:" + blob.value, SealedText{reason, {}}};
        LD_TRY(ActOnCase(world, here, act, deadline));
    }
    LD_TRY(const auto packed, world.store.ReadBlob(id, blob, deadline));
    LD_TRY(const auto key, world.vault.Unwrap(id, *found.wrapped_key));
    OpenedFile file;
    LD_TRY(file.bytes, OpenBlob(world.vault, key, id, packed));
    if (HashOf(services.sha256, file.bytes) != wanted->content) {
        return Failure{Unavailable("a blob is not what the journal says")};
    }
    LD_TRY(file.name, ReadText(world, found, added.name, deadline));
    file.media_type = wanted->media_type;
    return file;
}

}  // namespace liandong
