#include "adapters/crypto/key_file.hpp"

#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/crypto/random.hpp"
#include "adapters/crypto/secret.hpp"
#include "base/text.hpp"

namespace liandong::crypto {
namespace {

class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] int Get() const { return descriptor_; }
    [[nodiscard]] bool IsOpen() const { return descriptor_ >= 0; }

private:
    int descriptor_;
};

Error Trouble(std::string code, const std::filesystem::path& path, std::string_view what) {
    Error error = Unavailable("key file " + path.string() + ": " + std::string(what));
    error.code = std::move(code);
    return error;
}

Error SystemTrouble(const std::filesystem::path& path, int number) {
    return Trouble("key_file", path, std::generic_category().message(number));
}

bool WriteAll(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const ssize_t wrote = ::write(descriptor, content.data(), content.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return false;
        content.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return true;
}

Result<void> WriteTemporary(const std::filesystem::path& path, std::string_view content) {
    const File file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.IsOpen()) return Failure{SystemTrouble(path, errno)};
    // The umask may have taken from the owner what open() asked for.
    if (::fchmod(file.Get(), 0600) != 0 || !WriteAll(file.Get(), content) ||
        ::fsync(file.Get()) != 0) {
        return Failure{SystemTrouble(path, errno)};
    }
    return {};
}

// A new name is only certain to outlive a power cut when its directory is on disk too.
Result<void> SyncFolder(const std::filesystem::path& folder) {
    const File directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.IsOpen() || ::fsync(directory.Get()) != 0)
        return Failure{SystemTrouble(folder, errno)};
    return {};
}

}  // namespace

Result<std::string> ReadKeyFile(const std::filesystem::path& path) {
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.IsOpen() && errno == ENOENT) {
        Error error = NotFound("no_key_file", "A key file of the server is missing.");
        error.for_log = "key file " + path.string() + " does not exist";
        return Failure{std::move(error)};
    }
    if (!file.IsOpen()) return Failure{SystemTrouble(path, errno)};
    struct stat about{};
    if (::fstat(file.Get(), &about) != 0) return Failure{SystemTrouble(path, errno)};
    if (!S_ISREG(about.st_mode)) return Failure{Trouble("key_file", path, "is not a regular file")};
    if ((about.st_mode & 077U) != 0) {
        return Failure{Trouble(
            "key_file_open", path,
            "others than its owner have rights to it; a secret must be private: chmod 600 '" +
                path.string() + "'")};
    }
    std::string content;
    std::array<char, kKeyFileBytesMax + 1> buffer{};
    ssize_t read = 0;
    while (content.size() <= kKeyFileBytesMax) {
        read = ::read(file.Get(), buffer.data(), buffer.size());
        if (read < 0 && errno == EINTR) continue;
        if (read <= 0) break;
        content.append(buffer.data(), static_cast<std::size_t>(read));
    }
    const int number = errno;
    Wipe({reinterpret_cast<unsigned char*>(buffer.data()), buffer.size()});
    if (read >= 0 && content.size() <= kKeyFileBytesMax) return content;
    Wipe(content);
    if (read < 0) return Failure{SystemTrouble(path, number)};
    return Failure{Trouble("key_file", path, "is too large to be a key")};
}

Result<bool> CreateKeyFile(const std::filesystem::path& path, std::string_view content) {
    std::array<unsigned char, 8> chance{};
    FillRandom(chance);
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const std::filesystem::path temporary =
        folder / ("." + path.filename().string() + "." + Hex(chance));
    if (auto written = WriteTemporary(temporary, content); !written) {
        ::unlink(temporary.c_str());
        return Failure{std::move(written).error()};
    }
    // A link, unlike a rename, never takes the place of a key that another process made meanwhile.
    const int linked = ::link(temporary.c_str(), path.c_str());
    const int number = errno;
    ::unlink(temporary.c_str());
    if (linked != 0 && number == EEXIST) return false;
    if (linked != 0) return Failure{SystemTrouble(path, number)};
    LD_TRY(SyncFolder(folder));
    return true;
}

}  // namespace liandong::crypto
