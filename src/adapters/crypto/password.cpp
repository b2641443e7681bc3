#include "adapters/crypto/password.hpp"

#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>

#include <sodium.h>

#include "adapters/crypto/sodium.hpp"

namespace liandong::crypto {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = 19ULL * 1024 * 1024;

Error Busy() {
    Error error{ErrorKind::kBusy,
                "sign_in_busy",
                "Too many people are signing in just now; please try again.",
                "no turn for a password hash before the deadline",
                {}};
    return error;
}

}  // namespace

// A condition variable rather than std::counting_semaphore, whose timed wait in libstdc++ 12 may
// oversleep.
struct PasswordHasher::Turns {
    std::mutex mutex;
    std::condition_variable freed;
    int left = 0;

    bool Take(Deadline deadline) {
        std::unique_lock lock(mutex);
        if (!freed.wait_until(lock, deadline.At(), [&] { return left > 0; })) return false;
        --left;
        return true;
    }
    void Give() {
        {
            const std::scoped_lock lock(mutex);
            ++left;
        }
        freed.notify_one();
    }
};

namespace {

template <class Turns>
class Turn {
public:
    Turn(Turns& turns, Deadline deadline) : turns_(turns), taken_(turns.Take(deadline)) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
        if (taken_) turns_.Give();
    }
    explicit operator bool() const { return taken_; }

private:
    Turns& turns_;
    bool taken_;
};

}  // namespace

PasswordHasher::PasswordHasher(int at_once) : turns_(std::make_unique<Turns>()) {
    turns_->left = at_once;
    StartSodium();
}
PasswordHasher::PasswordHasher(PasswordHasher&&) noexcept = default;
PasswordHasher& PasswordHasher::operator=(PasswordHasher&&) noexcept = default;
PasswordHasher::~PasswordHasher() = default;

Result<std::string> PasswordHasher::Hash(std::string_view password, Deadline deadline) const {
    if (password.empty() || password.size() > kPasswordBytesMax) {
        return Failure{Invalid("bad_password", "A password has 1 to 1024 bytes.")};
    }
    const Turn turn(*turns_, deadline);
    if (!turn) return Failure{Busy()};
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), kPasses, kMemoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return Failure{Unavailable("no memory for a password hash")};
    }
    return std::string(text.data());
}

Result<bool> PasswordHasher::Verify(std::string_view stored, std::string_view password,
                                    Deadline deadline) const {
    const Turn turn(*turns_, deadline);
    if (!turn) return Failure{Busy()};
    if (password.size() > kPasswordBytesMax) return false;
    if (stored.empty()) {
        std::array<unsigned char, 32> unused{};
        constexpr std::array<unsigned char, crypto_pwhash_SALTBYTES> kSalt{};
        // A result that is not looked at: only the time counts.
        static_cast<void>(crypto_pwhash(unused.data(), unused.size(), password.data(),
                                        password.size(), kSalt.data(), kPasses, kMemoryBytes,
                                        crypto_pwhash_ALG_ARGON2ID13));
        return false;
    }
    return crypto_pwhash_str_verify(std::string(stored).c_str(), password.data(),
                                    password.size()) == 0;
}

bool PasswordHasher::NeedsRehash(std::string_view stored) {
    return crypto_pwhash_str_needs_rehash(std::string(stored).c_str(), kPasses, kMemoryBytes) != 0;
}

}  // namespace liandong::crypto
