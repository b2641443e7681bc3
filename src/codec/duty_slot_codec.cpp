#include "codec/document_codec_impl.hpp"
#include "domain/document/duty_slot.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(DutySlot, (),
                      (id, version, state, unit, role, user, name, phone, backup_phone, order, from,
                       to, planned_at, closed_at))
template <>
inline constexpr bool HasDefault<DutySlot> = true;

BOOST_DESCRIBE_STRUCT(SlotPlanned, (),
                      (unit, role, user, name, phone, backup_phone, order, from, to))
BOOST_DESCRIBE_STRUCT(SlotChanged, (), (slot))
BOOST_DESCRIBE_STRUCT(SlotCancelled, (), (reason))
BOOST_DESCRIBE_STRUCT(SlotEnded, (), ())

BOOST_DESCRIBE_STRUCT(PlanSlot, (), (unit, role, user, name, phone, backup_phone, order, from, to))
BOOST_DESCRIBE_STRUCT(ChangeSlot, (), (slot))
BOOST_DESCRIBE_STRUCT(CancelSlot, (), (reason))
BOOST_DESCRIBE_STRUCT(FireSlotEnd, (), ())
template <>
inline constexpr bool HasDefault<PlanSlot> = true;
template <>
inline constexpr auto kRequired<PlanSlot> =
    std::to_array<std::string_view>({"name", "phone", "from", "to"});

template struct DocumentCodec<DutySlot>;

}  // namespace liandong
