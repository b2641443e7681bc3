#include "codec/event_refs.hpp"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "codec/describe.hpp"

namespace liandong {

void ForEachRef(const EventBody& body,
                const std::function<void(std::string_view, const VaultRef&)>& visit) {
    namespace bd = boost::describe;
    std::visit(
        [&]<class E>(const E& event) {
            boost::mp11::mp_for_each<bd::describe_members<E, bd::mod_any_access>>([&](auto d) {
                const auto& member = event.*d.pointer;
                using Member = std::remove_cvref_t<decltype(member)>;
                if constexpr (std::is_same_v<Member, VaultRef>) {
                    visit(d.name, member);
                } else if constexpr (std::is_same_v<Member, std::optional<VaultRef>>) {
                    if (member) visit(d.name, *member);
                }
            });
        },
        body);
}

}  // namespace liandong
