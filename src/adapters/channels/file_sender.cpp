#include "adapters/channels/file_sender.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <openssl/sha.h>
#include <unistd.h>

#include "base/text.hpp"

namespace liandong::channels {
namespace {

constexpr std::size_t kNameBytesMax = 200;

class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] int Get() const { return descriptor_; }
    [[nodiscard]] bool Good() const { return descriptor_ >= 0; }

private:
    int descriptor_;
};

Error DiskError(std::string_view doing, const std::filesystem::path& path) {
    return Unavailable(std::string(doing) + " " + path.string() + ": " + std::strerror(errno));
}

/// The key as a file name. One that would be too long ends in its SHA-256, so that different keys
/// keep different names.
std::string NameOf(std::string_view key) {
    std::string name = SafeKey(key);
    if (name.size() > kNameBytesMax) {
        std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
        SHA256(reinterpret_cast<const unsigned char*>(key.data()), key.size(), digest.data());
        name = name.substr(0, kNameBytesMax - 2 * digest.size() - 1) + "=" + Hex(digest);
    }
    return name + ".eml";
}

bool WriteAll(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

class FileSender final : public MessageSender {
public:
    FileSender(std::filesystem::path directory, MailFrom from, WallClock& clock)
        : directory_(std::move(directory)), from_(std::move(from)), clock_(clock) {}

    Result<void> Send(const OutboxMessage& message, Deadline deadline) override {
        LD_TRY(const std::string text, FormatMail(message, from_, clock_.Now()));
        if (deadline.Passed()) return Failure{Unavailable("writing mail: the deadline had passed")};
        const std::filesystem::path target = directory_ / NameOf(message.key);
        std::string aside = (directory_ / ".writing-XXXXXX").string();
        const File file(::mkstemp(aside.data()));
        if (!file.Good()) return Failure{DiskError("creating a file in", directory_)};
        if (!WriteAll(file.Get(), text) || ::rename(aside.c_str(), target.c_str()) != 0) {
            Error error = DiskError("writing", target);
            ::unlink(aside.c_str());
            return Failure{std::move(error)};
        }
        // The name itself must survive a power cut too.
        const File folder(::open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!folder.Good() || ::fsync(folder.Get()) != 0)
            return Failure{DiskError("flushing", directory_)};
        return {};
    }

private:
    std::filesystem::path directory_;
    MailFrom from_;
    WallClock& clock_;
};

}  // namespace

Result<std::unique_ptr<MessageSender>> MakeFileSender(std::filesystem::path directory,
                                                      MailFrom from, WallClock& clock) {
    std::error_code error;
    if (!std::filesystem::is_directory(directory, error)) {
        return Failure{
            Invalid("bad_mail_directory", "The directory for mail files does not exist.")};
    }
    return std::unique_ptr<MessageSender>(
        std::make_unique<FileSender>(std::move(directory), std::move(from), clock));
}

}  // namespace liandong::channels
