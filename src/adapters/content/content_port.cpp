#include "adapters/content/content_port.hpp"

#include "adapters/content/content_check.hpp"

namespace liandong::content {
namespace {

class PortedChecker final : public ContentChecker {
public:
    Result<ContentKind> Check(std::string_view bytes, std::string_view claimed_media_type,
                              std::size_t bytes_max) override {
        LD_TRY(const auto checked, CheckContent(bytes, claimed_media_type, {bytes_max}));
        return ContentKind{std::string(checked.media_type), std::string(checked.extension)};
    }
};

}  // namespace

std::unique_ptr<ContentChecker> MakeContentChecker() { return std::make_unique<PortedChecker>(); }

}  // namespace liandong::content
