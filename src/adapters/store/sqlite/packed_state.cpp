#include "adapters/store/sqlite/packed_state.hpp"

#include <cstdint>
#include <memory>

#include <boost/crc.hpp>
#include <zstd.h>

#include "adapters/store/rows.hpp"
#include "codec/event_codec.hpp"

namespace liandong::sqlite {
namespace {

constexpr int kLevel = 1;
/// No case is near it: what claims more was altered.
constexpr unsigned long long kTextMax = 64ULL << 20U;

struct FreeCompressor {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
using Compressor = std::unique_ptr<ZSTD_CCtx, FreeCompressor>;

/// One a thread: making its tables costs more than a state does.
ZSTD_CCtx* ThreadCompressor() {
    thread_local const Compressor compressor = [] {
        Compressor made(ZSTD_createCCtx());
        ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, kLevel);
        return made;
    }();
    return compressor.get();
}

/// Stands behind the frame: some bits of a frame mean nothing, and those must not be altered unseen
/// either.
constexpr std::size_t kSumSize = 4;
std::string SumOf(std::string_view frame) {
    boost::crc_32_type sum;
    sum.process_bytes(frame.data(), frame.size());
    std::string bytes;
    for (std::uint32_t left = sum.checksum(); bytes.size() < kSumSize; left >>= 8U)
        bytes += static_cast<char>(left & 0xFFU);
    return bytes;
}

Error Altered(std::string_view why) {
    return Unavailable("a packed state cannot be read: " + std::string(why));
}

}  // namespace

std::string PackState(const Case& state) {
    const std::string text = EncodeCase(state);
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    const std::size_t size =
        ZSTD_compress2(ThreadCompressor(), packed.data(), packed.size(), text.data(), text.size());
    if (ZSTD_isError(size) != 0) return text;  // no memory for it: plain text is as good
    packed.resize(size);
    return packed + SumOf(packed);
}

Result<std::string> UnpackText(std::string_view packed) {
    if (packed.starts_with('{')) return std::string(packed);
    if (packed.size() < kSumSize) return Failure{Altered("cut off")};
    const std::string_view sum = packed.substr(packed.size() - kSumSize);
    packed.remove_suffix(kSumSize);
    if (SumOf(packed) != sum) return Failure{Altered("it does not fit its sum")};
    const auto claimed = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (claimed > kTextMax) return Failure{Altered("no sensible size")};  // errors are huge, too
    std::string text(static_cast<std::size_t>(claimed), '\0');
    const std::size_t size =
        ZSTD_decompress(text.data(), text.size(), packed.data(), packed.size());
    if (ZSTD_isError(size) != 0) return Failure{Altered(ZSTD_getErrorName(size))};
    text.resize(size);
    return text;
}

Result<Case> UnpackState(CaseId id, std::string_view packed) {
    auto text = UnpackText(packed);
    if (!text) {
        Error error = std::move(text).error();
        error.args = {{"case_id", std::to_string(id.value)}};
        return Failure{std::move(error)};
    }
    return store::ReadState(id, *text);
}

}  // namespace liandong::sqlite
