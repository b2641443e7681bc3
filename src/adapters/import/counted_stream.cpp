#include "adapters/import/counted_stream.hpp"

#include <cerrno>

#include <iconv.h>

namespace liandong::import {
namespace {

constexpr std::size_t kBlock = std::size_t{64} * 1024;
constexpr std::size_t kLongestCharacter = 4;

}  // namespace

CountedBuffer::CountedBuffer(const std::filesystem::path& file, SourceEncoding encoding)
    : file_(file, std::ios::binary) {
    if (encoding == SourceEncoding::kGb18030) converter_ = ::iconv_open("UTF-8", "GB18030");
}

CountedBuffer::~CountedBuffer() {
    if (converter_ != nullptr) ::iconv_close(converter_);
}

CountedBuffer::int_type CountedBuffer::underflow() {
    buffer_.clear();
    while (buffer_.empty()) {
        std::string taken(kBlock, '\0');
        file_.read(taken.data(), static_cast<std::streamsize>(taken.size()));
        taken.resize(static_cast<std::size_t>(file_.gcount()));
        bytes_read_ += static_cast<std::int64_t>(taken.size());
        if (taken.empty() && unconverted_.empty()) return traits_type::eof();
        if (converter_ == nullptr) {
            buffer_ = std::move(taken);
        } else {
            Convert(taken);
        }
    }
    setg(buffer_.data(), buffer_.data(), buffer_.data() + buffer_.size());
    return traits_type::to_int_type(buffer_.front());
}

void CountedBuffer::Convert(std::string& taken) {
    const bool at_end = taken.empty();
    std::string input = std::move(unconverted_) + taken;
    unconverted_.clear();
    char* in = input.data();
    std::size_t in_left = input.size();
    std::string out(input.size() * 2 + kLongestCharacter, '\0');
    while (in_left > 0) {
        char* to = out.data();
        std::size_t room = out.size();
        const std::size_t done = ::iconv(converter_, &in, &in_left, &to, &room);
        const int why = errno;
        buffer_.append(out.data(), out.size() - room);
        if (done != static_cast<std::size_t>(-1) || why == E2BIG) continue;
        if (why == EINVAL && !at_end) {
            unconverted_.assign(in, in_left);
            return;
        }
        buffer_.push_back('\xFF');
        ++in;
        --in_left;
    }
}

}  // namespace liandong::import
