#include "adapters/profile/load_profile.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/profile/city_holder.hpp"
#include "base/testing/test_folder.hpp"
#include "domain/dispatch/route.hpp"

namespace liandong::profile {
namespace {

namespace fs = std::filesystem;

std::string Printed(const std::vector<ProfileFault>& faults) {
    std::ostringstream out;
    PrintFaults(out, "", faults);
    return out.str();
}

/// A copy of the small city that a test may spoil; gone afterwards.
class SmallCity {
public:
    SmallCity() { fs::copy("profiles/qingshui", Directory(), fs::copy_options::recursive); }

    [[nodiscard]] const fs::path& Directory() const { return folder_.Path(); }
    [[nodiscard]] std::string Read(const std::string& file) const {
        return testing::ReadText(folder_ / file);
    }
    void Write(const std::string& file, const std::string& bytes) const {
        testing::WriteText(folder_ / file, bytes);
    }
    /// Replaces the first `from`, which must be there.
    void Replace(const std::string& file, const std::string& from, const std::string& to) const {
        std::string bytes = Read(file);
        const auto at = bytes.find(from);
        ASSERT_NE(at, std::string::npos) << file << " has no " << from;
        Write(file, bytes.replace(at, from.size(), to));
    }

private:
    testing::TestFolder folder_;
};

std::size_t CountKind(const City& city, PlaceKind kind) {
    return static_cast<std::size_t>(std::ranges::count(city.places, kind, &Place::kind));
}
std::size_t CountStaff(const City& city, std::string_view kind) {
    return static_cast<std::size_t>(std::ranges::count(city.staff, kind, &StaffMember::kind));
}

TEST(LoadProfile, HaikouIsWhole) {
    const ProfileResult loaded = LoadProfile("profiles/haikou");
    ASSERT_TRUE(loaded.faults.empty()) << Printed(loaded.faults);
    const City& city = *loaded.city;
    EXPECT_EQ(city.code, "460100");
    EXPECT_EQ(city.short_name, "海口");
    EXPECT_EQ(city.version.size(), 16U);
    EXPECT_EQ(city.calendar.offset, UtcOffset{480});
    EXPECT_EQ(city.categories.size(), 363U);
    EXPECT_EQ(CountKind(city, PlaceKind::kCity), 1U);
    EXPECT_EQ(CountKind(city, PlaceKind::kDistrict), 4U);
    EXPECT_EQ(CountKind(city, PlaceKind::kStreet), 46U)
        << "43 and three places without a street office";
    EXPECT_EQ(CountKind(city, PlaceKind::kCommunity), 467U);
    EXPECT_EQ(std::ranges::count_if(
                  city.units, [](const Unit& unit) { return unit.code.value.starts_with('M'); }),
              78);
    EXPECT_EQ(std::ranges::count_if(
                  city.units,
                  [](const Unit& unit) { return unit.kind == "street" || unit.kind == "town"; }),
              43);
    EXPECT_EQ(city.units.size(), 149U);
    EXPECT_EQ(CountStaff(city, "mediator"), 497U);
    EXPECT_EQ(CountStaff(city, "expert"), 143U);
    EXPECT_EQ(city.clocks.size(), 12U);
    EXPECT_EQ(city.limits.redo_percent, 50);
    EXPECT_EQ(city.limits.supplement, (Limit{5, LimitUnit::kWorkingDays}));
    EXPECT_GT(city.grid.size(), 467U);
    ASSERT_EQ(city.ladder.size(), 6U);
    EXPECT_EQ(city.FindRung(3)->document, RungDocument::kJointConference);
    EXPECT_EQ(city.FindRung(3)->units, (std::vector<UnitCode>{UnitCode{"M004"}, UnitCode{"M013"}}));
    EXPECT_EQ(city.FindRung(2)->trigger.overdue_by, (Limit{3, LimitUnit::kWorkingDays}));
    EXPECT_EQ(UnitKindLabel(city.FindUnit(UnitCode{"M001"})->kind), "市政府部门");
}

TEST(LoadProfile, HardMattersHaveClocksOfTheirOwn) {
    const ProfileResult loaded = LoadProfile("profiles/haikou");
    ASSERT_NE(loaded.city, nullptr) << Printed(loaded.faults);
    const City& city = *loaded.city;
    const auto extension = [&](bool urgent, const char* category) {
        return city.ClocksFor(RequestType::kComplaint, urgent, CategoryCode{category})
            .extension_max;
    };
    EXPECT_EQ(extension(false, "010101"), (Limit{5, LimitUnit::kWorkingDays}));
    EXPECT_EQ(extension(false, "010602"), (Limit{15, LimitUnit::kWorkingDays})) << "既有违法建设";
    EXPECT_EQ(extension(true, "010602"), Limit{}) << "urgent ones are never extended";
    EXPECT_EQ(city.ClocksFor(RequestType::kPraise, false, CategoryCode{"010602"}).dispatch,
              (Limit{30, LimitUnit::kMinutes}))
        << "what the override does not name stays";
}

TEST(LoadProfile, QingshuiDiffersInEveryChoice) {
    const ProfileResult loaded = LoadProfile("profiles/qingshui");
    ASSERT_TRUE(loaded.faults.empty()) << Printed(loaded.faults);
    const City& city = *loaded.city;
    EXPECT_EQ(city.categories.size(), 20U);
    EXPECT_EQ(city.units.size(), 19U);
    EXPECT_EQ(city.limits.redo_percent, 75);
    EXPECT_EQ(city.limits.archive_after_days, 7);
    EXPECT_EQ(city.mask.character, "○");
    EXPECT_EQ(city.calendar.NameOf(*ParseDay("2026-06-15")), "青水河灯节（本地）");
    EXPECT_TRUE(city.clock_overrides.empty());
}

TEST(LoadProfile, EveryCategoryInEveryPlaceFindsAUnit) {
    using namespace std::chrono_literals;
    for (const char* directory : {"profiles/haikou", "profiles/qingshui"}) {
        const ProfileResult loaded = LoadProfile(directory);
        ASSERT_NE(loaded.city, nullptr) << Printed(loaded.faults);
        const City& city = *loaded.city;
        const Instant monday = StartOf(*ParseDay("2026-03-02"), city.calendar.offset);
        std::vector<PlaceCode> places{PlaceCode{}};
        for (const Place& place : city.places) places.push_back(place.code);
        for (const Instant now : {monday + 10h, monday + 3h}) {
            for (const Category& category : city.categories) {
                for (const PlaceCode& place : places) {
                    const Route route = FindRoute(city, category.code, place, now);
                    ASSERT_FALSE(route.rule.value.empty())
                        << category.code.value << " in " << place.value;
                    ASSERT_NE(city.FindUnit(route.lead), nullptr)
                        << route.rule.value << " leads to nobody";
                    for (const UnitCode& unit : route.assisting)
                        ASSERT_NE(city.FindUnit(unit), nullptr) << unit.value;
                    ASSERT_FALSE(route.basis.empty()) << route.rule.value;
                }
            }
        }
    }
}

struct Spoilt {
    const char* file;
    const char* from;
    const char* to;
    std::vector<std::string> faults;
};

TEST(LoadProfile, NamesTheFaultAndWhatWouldBeRight) {
    const std::vector<Spoilt> rows{
#include "adapters/profile/load_profile_test_rows.inc"
    };
    for (const Spoilt& row : rows) {
        const SmallCity small;
        ASSERT_NO_FATAL_FAILURE(small.Replace(row.file, row.from, row.to));
        const ProfileResult loaded = LoadProfile(small.Directory());
        std::string expected;
        for (const std::string& fault : row.faults) expected += fault + "\n";
        EXPECT_EQ(Printed(loaded.faults), expected)
            << row.file << ": " << row.from << " -> " << row.to;
        EXPECT_EQ(loaded.city, nullptr);
    }
}

TEST(LoadProfile, FindsFaultsInSeveralFilesAtOnce) {
    const SmallCity small;
    small.Replace("units.csv", "department,city,GOV,,,pol@", "departmint,city,GOV,,,pol@");
    small.Replace("units.csv", "CW,青水县城市管理局河西大队,城管河西大队,branch,district,CIT",
                  "CW,青水县城市管理局河西大队,城管河西大队,branch,district,CITT");
    small.Replace("catalogue.csv", "any,POL,,《中华人民共和国道路交通安全法》",
                  "any,POLL,,《中华人民共和国道路交通安全法》");
    small.Replace("city.toml", "callback_percent = 100", "callback_percent = 101");
    small.Replace("staff.csv", "law_labour", "law_labor");
    fs::remove(small.Directory() / "skills.csv");
    EXPECT_EQ(
        Printed(LoadProfile(small.Directory()).faults),
        "catalogue.csv:8:18: unknown unit \"POLL\"; did you mean \"POL\"?\n"
        "city.toml:36:20: \"callback_percent\" is 101; write a whole number, 0 to 100\n"
        "skills.csv:1:1: the file is missing; create it (profiles/README.md says what it holds)\n"
        "units.csv:4:17: unknown kind \"departmint\"; did you mean \"department\"?\n"
        "units.csv:20:40: unknown unit \"CITT\"; did you mean \"CIT\"?\n")
        << "an unreadable skills.csv makes no skill of staff.csv a fault";
}

TEST(LoadProfile, TheVersionIsThatOfTheBytes) {
    const SmallCity small;
    const std::string before = LoadProfile(small.Directory()).city->version;
    EXPECT_EQ(LoadProfile("profiles/qingshui").city->version, before)
        << "wherever the folder stands";
    small.Replace("decline-reasons.csv", "不在本县", "不属本县");
    EXPECT_NE(LoadProfile(small.Directory()).city->version, before);
}

TEST(LoadProfile, RefusesWhatIsNoProfile) {
    EXPECT_EQ(Printed(LoadProfile("profiles/atlantis").faults),
              ":1:1: there is no such folder; name a folder with a city.toml in it\n");
    const SmallCity small;
    fs::remove(small.Directory() / "units.csv");
    fs::create_directory(small.Directory() / "units.csv");
    EXPECT_EQ(Printed(LoadProfile(small.Directory()).faults),
              "units.csv:1:1: it cannot be read; make it a plain file that the server may read\n");
}

TEST(CityHolder, KeepsTheOldCityWhileTheNewOneIsBroken) {
    const SmallCity small;
    CityHolder holder(LoadProfile(small.Directory()).city);
    const auto before = holder.Current();
    const std::string fingerprint = ProfileFingerprint(small.Directory());

    small.Replace("decline-reasons.csv", "outside,不在本县", "out side,不属本县");
    EXPECT_NE(ProfileFingerprint(small.Directory()), fingerprint);
    EXPECT_EQ(
        Printed(holder.Reload(small.Directory())),
        "decline-reasons.csv:2:1: \"out side\" is no code; write 1 to 32 of 0-9 A-Z a-z - _\n");
    EXPECT_EQ(holder.Current(), before);

    small.Replace("decline-reasons.csv", "out side", "outside");
    EXPECT_TRUE(holder.Reload(small.Directory()).empty());
    EXPECT_EQ(holder.Current()->FindDeclineReason("outside")->name, "不属本县");
    EXPECT_EQ(before->FindDeclineReason("outside")->name, "不在本县")
        << "a request that began keeps its city";

    EXPECT_EQ(Printed(holder.Reload("profiles/haikou")),
              "city.toml:1:1: the city's code is \"460100\"; keep \"QS\", or start a server of its "
              "own for another city\n");
}

}  // namespace
}  // namespace liandong::profile
