#include <filesystem>
#include <string>

#include "adapters/store/sqlite/sqlite_store.hpp"
#include "store_contract/contract.hpp"

namespace liandong {
namespace {

namespace fs = std::filesystem;

class SqliteFactory final : public StoreFactory {
public:
    explicit SqliteFactory(fs::path folder) : folder_(std::move(folder)) {}
    SqliteFactory(const SqliteFactory&) = delete;
    SqliteFactory& operator=(const SqliteFactory&) = delete;
    ~SqliteFactory() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Result<std::unique_ptr<Store>> Open() override {
        return store::OpenSqliteStore((folder_ / "store.db").string(), "460100", {});
    }
    bool ManyAtOnce() const override { return false; }

private:
    fs::path folder_;
};

}  // namespace

std::unique_ptr<StoreFactory> MakeStoreFactory() {
    std::string folder = (fs::temp_directory_path() / "liandong-contract-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) {
        ADD_FAILURE() << "cannot make a folder like " << folder;
        return nullptr;
    }
    return std::make_unique<SqliteFactory>(folder);
}

}  // namespace liandong
