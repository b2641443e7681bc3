#include "adapters/profile/load_profile.hpp"

#include <utility>

#include "adapters/profile/draft.hpp"

namespace liandong::profile {

ProfileResult LoadProfile(const std::filesystem::path& directory) {
    std::error_code trouble;
    if (!std::filesystem::is_directory(directory, trouble)) {
        return {nullptr,
                {{"", 1, 1, "there is no such folder", "name a folder with a city.toml in it"}}};
    }
    FaultList faults;
    const ProfileFiles files = ReadProfileFiles(directory, faults);
    return LoadProfile(files, std::move(faults));
}

ProfileResult LoadProfile(const ProfileFiles& files, FaultList faults) {
    Draft draft{files, faults};
    ReadCityToml(draft);
    ReadPlaces(draft);
    ReadUnits(draft);
    ReadCategories(draft);
    ReadCatalogue(draft);
    ReadCalendar(draft);
    ReadSkills(draft);
    ReadShifts(draft);
    ReadStaff(draft);
    ReadPeople(draft);
    ReadQuality(draft);
    ReadDeclineReasons(draft);
    ReadHandOver(draft);
    ReadGazetteer(draft);
    ReadSynonyms(draft);
    ReadLinkedSystems(draft);
    ReadGrid(draft);
    ReadKnowledge(draft);
    ReadAssessment(draft);
    CheckReferences(draft);
    if (!faults.empty()) return {nullptr, std::move(faults).Take()};
    draft.city.version = VersionOf(files);
    draft.city.BuildIndex();
    return {std::make_shared<const City>(std::move(draft.city)), {}};
}

}  // namespace liandong::profile
