#include "store_contract/contract.hpp"

namespace liandong {

testing::Engine EngineUnderTest() { return testing::Engine::kPostgres; }

}  // namespace liandong
