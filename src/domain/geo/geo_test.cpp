#include "domain/geo/geo.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace liandong {
namespace {

TEST(Geo, DistancesAreThoseOfTheMap) {
    EXPECT_EQ(DistanceMetres({110.35, 20.02}, {110.35, 20.02}), 0);
    // A degree of latitude; of longitude at 60° it is half as long.
    EXPECT_NEAR(DistanceMetres({110, 20}, {110, 21}), 111'195, 1);
    EXPECT_NEAR(DistanceMetres({110, 60}, {111, 60}), 111'195 / 2.0, 5);
    EXPECT_NEAR(DistanceMetres({0, 0}, {180, 0}), 20'015'115, 1);
    EXPECT_NEAR(DistanceMetres({179.5, 0}, {-179.5, 0}), 111'195, 1);
}

TEST(Geo, OnlyRealPlacesAreOnEarth) {
    EXPECT_TRUE(IsOnEarth({110.35, 20.02}));
    EXPECT_FALSE(IsOnEarth({20.02, 110.35}));  // the wrong way round
    EXPECT_FALSE(IsOnEarth({std::nan(""), 20}));
    EXPECT_FALSE(IsOnEarth({110, std::numeric_limits<double>::infinity()}));
}

TEST(Geo, ARingHoldsWhatIsInside) {
    // A horseshoe, open to the north.
    const std::vector<GeoPoint> ring{{0, 0}, {6, 0}, {6, 6}, {4, 6}, {4, 2},
                                     {2, 2}, {2, 6}, {0, 6}, {0, 0}};
    EXPECT_TRUE(Contains(ring, {1, 5}));
    EXPECT_TRUE(Contains(ring, {3, 1}));
    EXPECT_TRUE(Contains(ring, {5, 5}));
    EXPECT_FALSE(Contains(ring, {3, 5}));  // in the gap
    EXPECT_FALSE(Contains(ring, {7, 1}));
    EXPECT_FALSE(Contains(ring, {std::nan(""), 1}));
    EXPECT_FALSE(Contains({}, {0, 0}));
    EXPECT_FALSE(Contains(std::vector<GeoPoint>{{1, 1}}, {1, 1}));
    const std::vector<GeoPoint> open(ring.begin(), ring.end() - 1);
    EXPECT_TRUE(Contains(open, {1, 5}));
    EXPECT_FALSE(Contains(open, {3, 5}));
}

TEST(Geo, Gcj02IsWhereTheProvidersDrawIt) {
    // The pairs that the eviltransform project publishes for its ports: Shanghai, Shenzhen,
    // Beijing.
    struct Pair {
        GeoPoint wgs84;
        GeoPoint gcj02;
    };
    const Pair pairs[] = {{{121.5272106, 31.1774276}, {121.531541859215, 31.17530398364597}},
                          {{113.912316, 22.543847}, {113.9171764808363, 22.540796131694766}},
                          {{116.377817, 39.911954}, {116.38404722455657, 39.91334545536069}}};
    for (const Pair& pair : pairs) {
        EXPECT_LT(DistanceMetres(Gcj02FromWgs84(pair.wgs84), pair.gcj02), 0.05) << pair.wgs84.lon;
        EXPECT_LT(DistanceMetres(Wgs84FromGcj02(pair.gcj02), pair.wgs84), 0.05) << pair.wgs84.lon;
        EXPECT_GT(DistanceMetres(pair.wgs84, pair.gcj02), 300);
    }
    // Abroad nothing moves.
    EXPECT_EQ(Gcj02FromWgs84({-76.61, 39.29}), (GeoPoint{-76.61, 39.29}));
    EXPECT_EQ(Wgs84FromGcj02({-76.61, 39.29}), (GeoPoint{-76.61, 39.29}));
}

double Within(double low, double high) {
    return low + (high - low) * *rc::gen::inRange(0, 1'000'000) / 1e6;
}

RC_GTEST_PROP(GeoLaw, Gcj02AndBackIsTheSamePlace, ()) {
    const GeoPoint wgs84{Within(73, 135), Within(4, 54)};
    const GeoPoint back = Wgs84FromGcj02(Gcj02FromWgs84(wgs84));
    RC_ASSERT(std::abs(back.lon - wgs84.lon) < 1e-9);
    RC_ASSERT(std::abs(back.lat - wgs84.lat) < 1e-9);
}

RC_GTEST_PROP(GeoLaw, AMapWithoutGapsHoldsEveryPointOnce, ()) {
    // Four areas around a bent cross; points on shared edges and corners included.
    const GeoPoint centre{1 + Within(-0.5, 0.5), 1 + Within(-0.5, 0.5)};
    const GeoPoint south{Within(0.5, 1.5), 0};
    const GeoPoint north{Within(0.5, 1.5), 2};
    const GeoPoint west{0, Within(0.5, 1.5)};
    const GeoPoint east{2, Within(0.5, 1.5)};
    const std::vector<std::vector<GeoPoint>> areas{{{0, 0}, south, centre, west},
                                                   {south, {2, 0}, east, centre},
                                                   {centre, east, {2, 2}, north},
                                                   {centre, north, {0, 2}, west}};
    const double part = Within(0, 1);
    const std::vector<GeoPoint> points{
        centre,
        {Within(0, 1.999), Within(0, 1.999)},
        {Within(0, 1.999), centre.lat},
        {centre.lon + part * (south.lon - centre.lon),
         centre.lat + part * (south.lat - centre.lat)},
        {centre.lon + part * (west.lon - centre.lon), centre.lat + part * (west.lat - centre.lat)}};
    for (const GeoPoint& point : points) {
        int holders = 0;
        for (const auto& area : areas) holders += Contains(area, point) ? 1 : 0;
        RC_ASSERT(holders == 1);
    }
}

}  // namespace
}  // namespace liandong
