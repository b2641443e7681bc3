#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <istream>
#include <streambuf>
#include <string>

#include "app/import_map.hpp"

namespace liandong::import {

/// A file, read to the end once, counted, and as UTF-8. Bytes that are no GB18030 become the byte
/// 0xFF, which is no UTF-8 either, so that the reader behind names their place.
class CountedBuffer final : public std::streambuf {
public:
    CountedBuffer(const std::filesystem::path& file, SourceEncoding encoding);
    ~CountedBuffer() override;
    CountedBuffer(const CountedBuffer&) = delete;
    CountedBuffer& operator=(const CountedBuffer&) = delete;

    [[nodiscard]] bool IsOpen() const { return file_.is_open(); }
    [[nodiscard]] std::int64_t BytesRead() const { return bytes_read_; }

protected:
    int_type underflow() override;

private:
    void Convert(std::string& taken);

    std::ifstream file_;
    void* converter_ = nullptr;  ///< iconv_t; null for UTF-8
    std::string unconverted_;    ///< the front of a character that the next block completes
    std::string buffer_;
    std::int64_t bytes_read_ = 0;
};

}  // namespace liandong::import
