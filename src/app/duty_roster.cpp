#include "app/duty_roster.hpp"

#include <algorithm>
#include <tuple>

#include "app/case_scope.hpp"
#include "app/masking.hpp"

namespace liandong {
namespace {

Result<std::string> OpenRow(const Services& services, const std::string& key, DocumentId id,
                            const VaultRef& ref, const std::vector<VaultRow>& rows) {
    if (ref.row == 0) return std::string{};  // nothing was said
    const auto row = std::ranges::find(rows, ref.row, &VaultRow::row);
    if (row == rows.end()) return Failure{Unavailable("a text of a duty slot is missing")};
    return services.vault.Open(key, id, ref.row, row->ciphertext, ref.digest);
}

bool MayCallFrom(const Principal& who, const UnitCode& unit, const City& city) {
    return MayFor(who, "remind", unit, city) || MayFor(who, "edit_duty", unit, city) ||
           MayFor(who, "mobilise", unit, city);
}

Result<RosterLine> LineOf(const Services& services, const City& city, const Principal& who,
                          const StoredSlot& found, Instant now, Deadline deadline) {
    const DutySlot& slot = found.slot;
    LD_TRY(auto texts, ReadSlotTexts(services, found.stored, slot, deadline));
    RosterLine line;
    line.id = slot.id;
    line.version = slot.version;
    line.unit = slot.unit;
    if (const Unit* unit = city.FindUnit(slot.unit)) line.unit_name = unit->name;
    line.role = slot.role;
    line.role_label = Label(slot.role);
    line.user = slot.user;
    line.phone_masked = !MayCallFrom(who, slot.unit, city);
    line.name = std::move(texts.name);
    line.phone = line.phone_masked ? MaskNumber(texts.phone) : std::move(texts.phone);
    line.backup_phone =
        line.phone_masked ? MaskNumber(texts.backup_phone) : std::move(texts.backup_phone);
    line.order = slot.order;
    line.from = {slot.from, city.calendar.offset};
    line.to = {slot.to, city.calendar.offset};
    line.on_call = slot.from <= now && now < slot.to;
    return line;
}

Result<std::vector<RosterLine>> LinesOf(const Services& services, const City& city,
                                        const Principal& who, const std::vector<StoredSlot>& slots,
                                        Instant now, Deadline deadline) {
    std::vector<RosterLine> lines;
    for (const StoredSlot& slot : slots) {
        LD_TRY(auto line, LineOf(services, city, who, slot, now, deadline));
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace

Result<SlotTexts> ReadSlotTexts(const Services& services, const StoredDocument& stored,
                                const DutySlot& slot, Deadline deadline) {
    LD_TRY(const auto key, detail::UnwrapKey(services, stored));
    LD_TRY(const auto rows,
           services.store.VaultRows(slot.id, {slot.name.row, slot.phone.row, slot.backup_phone.row},
                                    deadline));
    SlotTexts texts;
    LD_TRY(texts.name, OpenRow(services, key, slot.id, slot.name, rows));
    LD_TRY(texts.phone, OpenRow(services, key, slot.id, slot.phone, rows));
    LD_TRY(texts.backup_phone, OpenRow(services, key, slot.id, slot.backup_phone, rows));
    return texts;
}

Result<std::vector<StoredSlot>> ReadSlots(const Services& services,
                                          const std::vector<UnitCode>& units, Deadline deadline) {
    constexpr std::int32_t kPageRows = 500;
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kDutySlot};
    filter.open = true;
    filter.units = units;
    std::vector<StoredSlot> all;
    Page page{{}, kPageRows};
    do {
        LD_TRY(auto found, services.store.ReadDocuments(filter, page, deadline));
        for (StoredDocument& stored : found.items) {
            LD_TRY(DutySlot slot, DocumentCodec<DutySlot>::DecodeState(stored.body));
            all.push_back({std::move(slot), std::move(stored)});
        }
        page.after = std::move(found.next);
    } while (page.after);
    return all;
}

Result<std::vector<StoredSlot>> ReadOnCall(const Services& services, const UnitCode& unit,
                                           Instant at, Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(auto all, ReadSlots(services, UnitsOnCallFor(*city, unit), deadline));
    std::vector<DutySlot> slots;
    slots.reserve(all.size());
    for (const StoredSlot& stored : all) slots.push_back(stored.slot);
    std::vector<StoredSlot> on_call;
    for (const DutySlot* slot : OnCallFor(*city, unit, slots, at))
        on_call.push_back(all[static_cast<std::size_t>(slot - slots.data())]);
    return on_call;
}

Result<std::vector<RosterLine>> ReadRoster(const Services& services, const Principal& who,
                                           const UnitCode& unit, std::optional<Instant> from,
                                           std::optional<Instant> to, Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(const auto units, UnitsSeen(who, *city, "view", unit));
    if (units && units->empty()) return std::vector<RosterLine>{};
    LD_TRY(auto slots, ReadSlots(services, units.value_or(std::vector<UnitCode>{}), deadline));
    std::erase_if(slots, [&](const StoredSlot& stored) {
        return (to && stored.slot.from >= *to) || (from && stored.slot.to <= *from);
    });
    std::ranges::sort(slots, [](const StoredSlot& a, const StoredSlot& b) {
        return std::tie(a.slot.from, a.slot.unit, a.slot.order, a.slot.id) <
               std::tie(b.slot.from, b.slot.unit, b.slot.order, b.slot.id);
    });
    return LinesOf(services, *city, who, slots, services.clock.Now(), deadline);
}

Result<std::vector<RosterLine>> ReadOnCallList(const Services& services, const Principal& who,
                                               const UnitCode& unit, std::optional<Instant> at,
                                               Deadline deadline) {
    const auto city = services.city.Current();
    if (city->FindUnit(unit) == nullptr)
        return Failure{Invalid("unknown_unit", "There is no such unit.")};
    const Instant now = at.value_or(services.clock.Now());
    LD_TRY(const auto slots, ReadOnCall(services, unit, now, deadline));
    return LinesOf(services, *city, who, slots, now, deadline);
}

Result<std::vector<DocumentId>> PlanSlots(const Services& services, const Principal& who,
                                          const std::vector<PlanSlot>& slots, Deadline deadline) {
    if (slots.size() > kSlotsPerImportMax)
        return Failure{Invalid("too_many_slots", "At most 1000 lines go at once.")};
    ChangeSet changes;
    std::vector<DocumentId> ids;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        auto made = PrepareDocument<DutySlot>(services, who, slots[i], {}, 0, deadline);
        if (!made) {
            Error error = std::move(made).error();
            error.args.emplace_back("line", std::to_string(i + 1));
            return Failure{std::move(error)};
        }
        ids.push_back(made->state.id);
        for (DocumentChange& change : made->changes.documents)
            changes.documents.push_back(std::move(change));
    }
    if (ids.empty()) return ids;
    LD_TRY(services.store.Commit(changes, deadline));
    return ids;
}

}  // namespace liandong
