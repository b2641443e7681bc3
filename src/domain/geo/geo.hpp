#pragma once

#include <span>

#include "domain/case/types.hpp"

// Geometry of a city: areas so small that a degree may be taken for a plane.

namespace liandong {

/// Finite, longitude within ±180, latitude within ±90.
[[nodiscard]] bool IsOnEarth(GeoPoint point);

/// Great-circle distance in metres on a sphere of 6'371'008.8 m; at most 0.6 % off the ellipsoid.
[[nodiscard]] double DistanceMetres(GeoPoint a, GeoPoint b);

/// Whether the ring holds the point, by the even-odd rule; the ring may repeat its first point at
/// the end. Of two areas that share an edge exactly one holds a point on it, so a map without gaps
/// has none here either.
[[nodiscard]] bool Contains(std::span<const GeoPoint> ring, GeoPoint point);

/// What Chinese map providers call the place: WGS-84 to GCJ-02, about 500 m apart. Outside the box
/// that GCJ-02 covers (72.004–137.8347° E, 0.8293–55.8271° N) both are the same. Source: the public
/// description of the transform, as used by eviltransform and others.
[[nodiscard]] GeoPoint Gcj02FromWgs84(GeoPoint wgs84);
/// The way back, by iteration; off by less than 1e-9 degrees (0.1 mm).
[[nodiscard]] GeoPoint Wgs84FromGcj02(GeoPoint gcj02);

}  // namespace liandong
