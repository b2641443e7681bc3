#pragma once

#include <memory>

#include "app/ports.hpp"

namespace liandong {

/// What every use case needs. Owned by main; lives longer than any request.
struct Services {
    Store& store;
    Vault& vault;
    WallClock& clock;
    CitySource& city;
    Classifier& classifier;
};

}  // namespace liandong
