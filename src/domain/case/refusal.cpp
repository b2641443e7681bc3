#include "domain/case/refusal.hpp"

namespace liandong {

Error ToError(const Refusal& refusal) {
    const bool is_forbidden =
        refusal.code == RefusalCode::kNotPermitted || refusal.code == RefusalCode::kNotYours;
    return {is_forbidden ? ErrorKind::kForbidden : ErrorKind::kRejected,
            std::string(Code(refusal.code)), std::string(Label(refusal.code)),
            std::string(Code(refusal.code)), refusal.args};
}

}  // namespace liandong
