#include <cstddef>
#include <cstdint>
#include <string>

#include "adapters/profile/load_profile.hpp"
#include "adapters/profile/profile_files.hpp"
#include "base/check.hpp"
#include "base/text.hpp"

// The first byte chooses a file of the small city, the rest replaces its content. Whatever it is:
// the loader comes to an end, and gives either a city or faults, each with a place in a file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liandong::profile;
    static const ProfileFiles small_city = [] {
        FaultList faults;
        return ReadProfileFiles("profiles/qingshui", faults);
    }();
    if (size < 1 || small_city.bytes.empty()) return 0;
    ProfileFiles files = small_city;
    auto chosen = files.bytes.begin();
    std::advance(chosen, data[0] % files.bytes.size());
    chosen->second.assign(reinterpret_cast<const char*>(data + 1), size - 1);
    if (!liandong::IsUtf8(chosen->second)) return 0;
    const ProfileResult loaded = LoadProfile(files, {});
    LD_CHECK((loaded.city == nullptr) != loaded.faults.empty());
    for (const ProfileFault& fault : loaded.faults) {
        LD_CHECK(fault.line >= 1 && fault.column >= 1 && !fault.what.empty() &&
                 !fault.instead.empty());
    }
    return 0;
}
