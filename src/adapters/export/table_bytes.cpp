#include <cerrno>
#include <cstring>
#include <utility>

#include <unistd.h>

#include "adapters/export/table_writer.hpp"

namespace liandong::exporting {

TableBytes::TableBytes(TableBytes&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_), at_(other.at_) {}

TableBytes& TableBytes::operator=(TableBytes&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(size_, other.size_);
    std::swap(at_, other.at_);
    return *this;
}

TableBytes::~TableBytes() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::size_t> TableBytes::Read(std::span<char> out) {
    while (true) {
        const ssize_t count = ::pread(descriptor_, out.data(), out.size(), at_);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0)
            return Failure{
                Unavailable(std::string("reading a finished table: ") + std::strerror(errno))};
        at_ += count;
        return static_cast<std::size_t>(count);
    }
}

}  // namespace liandong::exporting
