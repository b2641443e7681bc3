#include "domain/geo/geo.hpp"

#include <cmath>
#include <numbers>
#include <utility>

namespace liandong {
namespace {

using std::numbers::pi;

constexpr double kEarthRadiusMetres = 6'371'008.8;
// Krasovsky 1940, the ellipsoid on which GCJ-02 is defined.
constexpr double kAxis = 6'378'245.0;
constexpr double kEccentricity2 = 0.006'693'421'622'965'943;

double Radians(double degrees) { return degrees * pi / 180; }

bool IsCoveredByGcj02(GeoPoint point) {
    return point.lon >= 72.004 && point.lon <= 137.8347 && point.lat >= 0.8293 &&
           point.lat <= 55.8271;
}

double Waves(double x, double y_slow, double slow, double slower) {
    return (20 * std::sin(6 * x * pi) + 20 * std::sin(2 * x * pi)) * 2 / 3 +
           (20 * std::sin(y_slow * pi) + 40 * std::sin(y_slow / 3 * pi)) * 2 / 3 + slow + slower;
}

// How far GCJ-02 moves a point, in degrees.
GeoPoint Shift(GeoPoint wgs84) {
    const double x = wgs84.lon - 105;
    const double y = wgs84.lat - 35;
    const double root = std::sqrt(std::abs(x));
    const double north =
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root +
        Waves(x, y, 160 * std::sin(y / 12 * pi) * 2 / 3, 320 * std::sin(y * pi / 30) * 2 / 3);
    const double east =
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root +
        Waves(x, x, 150 * std::sin(x / 12 * pi) * 2 / 3, 300 * std::sin(x / 30 * pi) * 2 / 3);
    const double sine = std::sin(Radians(wgs84.lat));
    const double flat = 1 - kEccentricity2 * sine * sine;
    const double metres_per_degree_north =
        Radians(kAxis * (1 - kEccentricity2) / (flat * std::sqrt(flat)));
    const double metres_per_degree_east =
        Radians(kAxis / std::sqrt(flat) * std::cos(Radians(wgs84.lat)));
    return {east / metres_per_degree_east, north / metres_per_degree_north};
}

}  // namespace

bool IsOnEarth(GeoPoint point) {
    return std::isfinite(point.lon) && std::isfinite(point.lat) && std::abs(point.lon) <= 180 &&
           std::abs(point.lat) <= 90;
}

double DistanceMetres(GeoPoint a, GeoPoint b) {
    const double north = std::sin(Radians(b.lat - a.lat) / 2);
    const double east = std::sin(Radians(b.lon - a.lon) / 2);
    const double h =
        north * north + std::cos(Radians(a.lat)) * std::cos(Radians(b.lat)) * east * east;
    return 2 * kEarthRadiusMetres * std::asin(std::sqrt(std::fmin(1, h)));
}

bool Contains(std::span<const GeoPoint> ring, GeoPoint point) {
    bool inside = false;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        GeoPoint low = ring[i];
        GeoPoint high = ring[i == 0 ? ring.size() - 1 : i - 1];
        // Neighbours walk a shared edge in opposite directions; from the lower end both compute the
        // same number.
        if (low.lat > high.lat) std::swap(low, high);
        if (!(low.lat <= point.lat && point.lat < high.lat)) continue;
        const double part = (point.lat - low.lat) / (high.lat - low.lat);
        if (point.lon < low.lon + part * (high.lon - low.lon)) inside = !inside;
    }
    return inside;
}

GeoPoint Gcj02FromWgs84(GeoPoint wgs84) {
    if (!IsCoveredByGcj02(wgs84)) return wgs84;
    const GeoPoint shift = Shift(wgs84);
    return {wgs84.lon + shift.lon, wgs84.lat + shift.lat};
}

GeoPoint Wgs84FromGcj02(GeoPoint gcj02) {
    if (!IsCoveredByGcj02(gcj02)) return gcj02;
    // The shift changes by less than 1 % of the distance moved, so each round wins two digits.
    constexpr int kRoundsMax = 12;
    GeoPoint wgs84 = gcj02;
    for (int round = 0; round < kRoundsMax; ++round) {
        const GeoPoint shift = Shift(wgs84);
        wgs84 = {gcj02.lon - shift.lon, gcj02.lat - shift.lat};
    }
    return wgs84;
}

}  // namespace liandong
