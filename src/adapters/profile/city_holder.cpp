#include "adapters/profile/city_holder.hpp"

#include "adapters/profile/load_profile.hpp"
#include "base/check.hpp"

namespace liandong::profile {

CityHolder::CityHolder(std::shared_ptr<const City> city) : city_(std::move(city)) {
    LD_CHECK(Current() != nullptr);
}

std::shared_ptr<const City> CityHolder::Current() {
    return city_.With([](const auto& city) { return city; });
}

std::vector<ProfileFault> CityHolder::Reload(const std::filesystem::path& directory) {
    ProfileResult loaded = LoadProfile(directory);
    if (!loaded.faults.empty()) return std::move(loaded.faults);
    const auto now = Current();
    if (loaded.city->code != now->code) {
        return {{"city.toml", 1, 1, "the city's code is " + Quote(loaded.city->code),
                 "keep " + Quote(now->code) + ", or start a server of its own for another city"}};
    }
    if (loaded.city->version != now->version) {
        city_.With([&](auto& city) { city.swap(loaded.city); });
    }
    return {};
}

}  // namespace liandong::profile
