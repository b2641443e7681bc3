// bare_loop FROM TO BATCH CASES_MAX      cases a second of a loop that only writes rows
//
// FROM is a database that a server has filled, TO a new one: two files, or two postgresql://… URLs.

#include "bare_loop.hpp"

#include <cstdio>
#include <cstdlib>

namespace liandong::bench {

void Stop(const std::string& why) {
    std::fprintf(stderr, "bare_loop: %s\n", why.c_str());
    std::exit(2);
}

}  // namespace liandong::bench

int main(int argc, char** argv) {
    using namespace liandong::bench;
    if (argc != 5) Stop("usage: bare_loop FROM TO BATCH CASES_MAX");
    const std::string from = argv[1];
    const std::string to = argv[2];
    const bool is_postgres = from.starts_with("postgresql://");
    const BareResult result = is_postgres
                                  ? BarePostgres(from, to, std::atoll(argv[3]), std::atoll(argv[4]))
                                  : BareSqlite(from, to, std::atoll(argv[3]), std::atoll(argv[4]));
    std::printf("bare\tcases=%lld rows=%lld seconds=%.3f rate=%.1f\n",
                static_cast<long long>(result.cases), static_cast<long long>(result.rows),
                result.seconds, static_cast<double>(result.cases) / result.seconds);
    return 0;
}
