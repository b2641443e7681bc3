#include "adapters/channels/file_phone.hpp"

#include <fstream>
#include <utility>

#include "adapters/channels/mail_text.hpp"

namespace liandong::channels {
namespace {

class FilePhone final : public PhoneGateway {
public:
    explicit FilePhone(std::filesystem::path directory) : directory_(std::move(directory)) {}

    Result<void> Place(const PhoneOrder& order, Deadline deadline) override {
        if (deadline.Passed())
            return Failure{Unavailable("writing a telephone order: the deadline had passed")};
        const std::filesystem::path target = directory_ / (SafeKey(order.key) + ".txt");
        std::filesystem::path aside = target;
        aside += ".writing";
        std::ofstream out(aside, std::ios::binary);
        out << "to: " << order.phone << "\nbackup: " << order.backup_phone
            << "\nname: " << order.name << "\nby: " << (order.by_voice ? "voice" : "message")
            << "\n\n"
            << order.text << "\n"
            << std::flush;
        std::error_code failed;
        if (out) std::filesystem::rename(aside, target, failed);
        if (out && !failed) return {};
        return Failure{Unavailable("writing " + target.string() + ": the disk says no")};
    }

private:
    std::filesystem::path directory_;
};

}  // namespace

Result<std::unique_ptr<PhoneGateway>> MakeFilePhone(std::filesystem::path directory) {
    std::error_code error;
    if (!std::filesystem::is_directory(directory, error)) {
        return Failure{
            Invalid("bad_phone_directory", "The directory for telephone orders does not exist.")};
    }
    return std::unique_ptr<PhoneGateway>(std::make_unique<FilePhone>(std::move(directory)));
}

}  // namespace liandong::channels
