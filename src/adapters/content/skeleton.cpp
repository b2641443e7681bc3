#include "adapters/content/skeleton.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace liandong::content {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSniffedBytes = 1024;  // browsers and PDF readers look no further for a
                                             // beginning
constexpr std::size_t kZipTailBytes = 65'535 + 22;  // a ZIP's directory ends at most a comment
                                                    // before the file's end

std::uint64_t BigEndian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::uint64_t LittleEndian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = count; i > 0; --i)
        value = value << 8U | static_cast<unsigned char>(bytes[at + i - 1]);
    return value;
}

unsigned char ByteAt(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

/// Segments up to the start of scan, then an end-of-image marker: within coded data FF is always
/// followed by 00 or a restart, so FF D9 there is the end and not that of a preview in a segment
/// before (ITU-T T.81 §B.1.1).
bool IsWholeJpeg(std::string_view bytes) {
    std::size_t at = 2;
    while (at + 4 <= bytes.size() && ByteAt(bytes, at) == 0xFFU) {
        const unsigned char marker = ByteAt(bytes, at + 1);
        if (marker == 0xFFU) {
            ++at;
            continue;
        }
        const std::uint64_t length = BigEndian(bytes, at + 2, 2);
        if (length < 2 || at + 2 + length > bytes.size()) return false;
        at += 2 + length;
        if (marker == 0xDAU) return bytes.find("\xFF\xD9"sv, at) != std::string_view::npos;
    }
    return false;
}

bool IsWholePng(std::string_view bytes) {
    constexpr std::size_t kFrame = 12;  // length, type, checksum
    std::size_t at = 8;
    while (at + kFrame <= bytes.size()) {
        const std::uint64_t length = BigEndian(bytes, at, 4);
        if (length > bytes.size() - at - kFrame) return false;
        if (bytes.substr(at + 4, 4) == "IEND") return true;
        at += kFrame + length;
    }
    return false;
}

bool IsWholeRiff(std::string_view bytes, std::string_view form) {
    if (bytes.size() < 20 || !bytes.starts_with("RIFF") || bytes.substr(8, 4) != form) return false;
    const std::uint64_t size = LittleEndian(bytes, 4, 4);
    // Recorders that stream do not know the size when they write it; sound plays all the same.
    const bool unknown = form == "WAVE" && (size == 0 || size >= 0x7FFFFF00U);
    return unknown || size + 8 <= bytes.size();
}

/// ISO/IEC 14496-12: boxes side by side to the end, the first is ftyp, one is `index` and one has
/// the data (without it a file cut between two boxes would pass).
bool IsWholeBoxes(std::string_view bytes, std::string_view index) {
    std::size_t at = 0;
    bool has_index = false;
    bool has_data = false;
    while (at + 8 <= bytes.size()) {
        std::uint64_t length = BigEndian(bytes, at, 4);
        const std::string_view type = bytes.substr(at + 4, 4);
        if (at == 0 && type != "ftyp") return false;
        has_index = has_index || type == index;
        has_data = has_data || type == "mdat";
        std::uint64_t header = 8;
        if (length == 0) return has_index && has_data;  // to the end of the file
        if (length == 1) {
            if (at + 16 > bytes.size()) return false;
            length = BigEndian(bytes, at + 8, 8);
            header = 16;
        }
        if (length < header || length > bytes.size() - at) return false;
        at += length;
    }
    return has_index && has_data && at == bytes.size();
}

/// Length of an MPEG-1/2/2.5 layer III frame, from its header; empty when it is none.
std::optional<std::size_t> Mp3FrameLength(std::string_view bytes, std::size_t at) {
    constexpr std::array kRates1 = {0,   32,  40,  48,  56,  64,  80, 96,
                                    112, 128, 160, 192, 224, 256, 320};
    constexpr std::array kRates2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    constexpr std::array kSampleRates = {44'100, 48'000, 32'000};
    if (at + 4 > bytes.size() || ByteAt(bytes, at) != 0xFFU ||
        (ByteAt(bytes, at + 1) & 0xE0U) != 0xE0U)
        return {};
    const unsigned version = ByteAt(bytes, at + 1) >> 3U & 3U;  // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
    const unsigned layer = ByteAt(bytes, at + 1) >> 1U & 3U;    // 1: layer III
    const unsigned rate = ByteAt(bytes, at + 2) >> 4U;
    const unsigned sampling = ByteAt(bytes, at + 2) >> 2U & 3U;
    if (version == 1 || layer != 1 || rate == 0 || rate == 15 || sampling == 3) return {};
    const bool first = version == 3;
    const int kilobits = first ? kRates1.at(rate) : kRates2.at(rate);
    const int hertz = kSampleRates.at(sampling) / (first ? 1 : version == 2 ? 2 : 4);
    const unsigned padding = ByteAt(bytes, at + 2) >> 1U & 1U;
    return static_cast<std::size_t>((first ? 144'000 : 72'000) * kilobits / hertz) + padding;
}

/// An ID3 tag or none, then two frames that follow each other: two bytes of sync alone would let
/// anything in.
bool IsMp3(std::string_view bytes) {
    std::size_t at = 0;
    if (bytes.starts_with("ID3") && bytes.size() > 10) {
        for (std::size_t i = 6; i < 10; ++i) at = at << 7U | (ByteAt(bytes, i) & 0x7FU);
        at += 10;
    }
    // Encoders pad the tag with zeros.
    while (at < bytes.size() && bytes[at] == '\0') ++at;
    const auto first = Mp3FrameLength(bytes, at);
    return first && Mp3FrameLength(bytes, at + *first);
}

bool IsWholeOgg(std::string_view bytes) {
    constexpr std::size_t kHeader = 27;
    std::size_t at = 0;
    while (at < bytes.size()) {
        if (bytes.size() - at < kHeader || bytes.substr(at, 4) != "OggS") return false;
        const std::size_t segments = ByteAt(bytes, at + 26);
        if (bytes.size() - at < kHeader + segments) return false;
        std::size_t length = kHeader + segments;
        for (std::size_t i = 0; i < segments; ++i) length += ByteAt(bytes, at + kHeader + i);
        if (length > bytes.size() - at) return false;
        at += length;
    }
    return true;
}

bool IsWholePdf(std::string_view bytes) {
    const std::string_view tail =
        bytes.substr(bytes.size() - std::min(bytes.size(), 2 * kSniffedBytes));
    return bytes.starts_with("%PDF-") && tail.find("%%EOF") != std::string_view::npos;
}

std::string LowerCase(std::string_view text) {
    std::string out(text);
    for (char& byte : out) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    return out;
}

/// The end record of a ZIP whose directory is in the file: what JAR, APK and office files are
/// opened by.
bool EndsAsZip(std::string_view bytes) {
    const std::size_t tail_at = bytes.size() - std::min(bytes.size(), kZipTailBytes);
    const std::size_t end = bytes.find("PK\5\6"sv, tail_at);
    return end != std::string_view::npos &&
           bytes.substr(0, end).find("PK\1\2"sv) != std::string_view::npos;
}

bool Contains(std::string_view bytes, std::string_view part) {
    return bytes.find(part) != std::string_view::npos;
}

}  // namespace

bool IsWhole(ContentType type, std::string_view bytes) {
    switch (type) {
        case ContentType::kJpeg: return IsWholeJpeg(bytes);
        case ContentType::kPng: return IsWholePng(bytes);
        case ContentType::kWebp: return IsWholeRiff(bytes, "WEBP");
        case ContentType::kWav: return IsWholeRiff(bytes, "WAVE");
        case ContentType::kHeic: return IsWholeBoxes(bytes, "meta");
        case ContentType::kMp4:
        case ContentType::kM4a: return IsWholeBoxes(bytes, "moov");
        case ContentType::kMp3: return IsMp3(bytes);
        case ContentType::kAmr: return bytes.size() > 9;  // frames have no frame around them
        case ContentType::kOgg: return IsWholeOgg(bytes);
        case ContentType::kPdf: return IsWholePdf(bytes);
    }
    return false;
}

bool HidesAnother(ContentType type, std::string_view bytes) {
    constexpr std::array kMarkup = {"<html"sv,   "<!doctype"sv,  "<script"sv, "<svg"sv,
                                    "<iframe"sv, "<body"sv,      "<?php"sv,   "<%@"sv,
                                    "<head"sv,   "javascript:"sv};
    const std::string front = LowerCase(bytes.substr(0, kSniffedBytes));
    for (const std::string_view mark : kMarkup) {
        if (Contains(front, mark)) return true;
    }
    if (EndsAsZip(bytes) || Contains(bytes, "Rar!\x1A\x07"sv) ||
        Contains(bytes, "7z\xBC\xAF\x27\x1C"sv))
        return true;
    // Long enough not to turn up in coded pictures by chance.
    if (Contains(bytes, "<script"sv) || Contains(bytes, "<?php"sv)) return true;
    if (type == ContentType::kPdf)
        return Contains(bytes, "/JavaScript"sv) || Contains(bytes, "/Launch"sv);
    return Contains(front, "%pdf-"sv);
}

}  // namespace liandong::content
