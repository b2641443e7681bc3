#include "app/masking.hpp"

#include "base/text.hpp"

namespace liandong {

std::string MaskNumber(std::string_view number) {
    const std::u32string all = CodePoints(number);
    if (all.empty()) return {};
    bool is_number = true;
    for (const char32_t c : all) {
        is_number &= (c >= U'0' && c <= U'9') || c == U'+' || c == U'-' || c == U' ';
    }
    std::size_t front = 1;
    std::size_t back = 1;
    if (is_number) {
        front = all.size() >= 8 ? 3 : 0;
        back = all.size() >= 8 ? 4 : 2;
    }
    if (all.size() <= front + back) return std::string(all.size(), '*');
    std::string masked;
    for (std::size_t i = 0; i < all.size(); ++i) {
        AppendUtf8(masked, i < front || i >= all.size() - back ? all[i] : U'*');
    }
    return masked;
}

Caller Masked(Caller caller) {
    caller.phone = MaskNumber(caller.phone);
    caller.other_contact = MaskNumber(caller.other_contact);
    return caller;
}

}  // namespace liandong
