// What the desk is advised while somebody types: in process, over a city that fill_city made.
//
//   fill_city profiles/haikou sqlite:var/propose/city.db 100000 var/propose/keys
//   propose_bench profiles/haikou sqlite:var/propose/city.db var/propose/keys [COUNT]
//
// Every row says how many were asked and the 50th, 99th and highest time in milliseconds. The texts
// are other ones than those of the store, the callers' numbers are the same.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "app/propose_case.hpp"
#include "made_requests.hpp"
#include "server/open_city.hpp"

namespace liandong::bench {
namespace {

using Steady = std::chrono::steady_clock;

Deadline Soon() { return Deadline::In(std::chrono::seconds(60)); }

class Row {
public:
    explicit Row(std::string name) : name_(std::move(name)) {}
    template <class F>
    void Time(F&& work) {
        const auto before = Steady::now();
        work();
        millis_.push_back(
            std::chrono::duration<double, std::milli>(Steady::now() - before).count());
    }
    ~Row() {
        if (millis_.empty()) return;
        std::ranges::sort(millis_);
        const auto at = [&](std::size_t percent) {
            return millis_[std::min(millis_.size() - 1, millis_.size() * percent / 100)];
        };
        std::printf("%-44s %6zu asked   p50 %7.2f ms   p99 %7.2f ms   max %7.2f ms\n",
                    name_.c_str(), millis_.size(), at(50), at(99), millis_.back());
    }
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;

private:
    std::string name_;
    std::vector<double> millis_;
};

struct Asked {
    std::vector<ProposeRequest> requests;
    std::vector<CaseId> near;  ///< that were proposed
};

Asked MakeAsked(const std::string& profile, std::size_t count) {
    constexpr std::uint64_t kOtherTexts = 2;
    const MadeRequests made(profile, kOtherTexts);
    Asked asked;
    for (std::size_t i = 0; i < count; ++i) {
        MadeRequest request = made.Make(i);
        ProposeRequest propose;
        propose.text = request.title + "\n" + request.content + "\n" + request.address;
        propose.phone = std::move(request.phone);
        propose.place.value = std::move(request.place);
        asked.requests.push_back(std::move(propose));
    }
    return asked;
}

void Check(bool done) {
    if (!done) std::abort();
}

void Run(server::OpenedCity& city, Asked asked) {
    const Services services = city.Use();
    const Principal who = SystemPrincipal();
    CaseProposer proposer;
    PeopleBoard people;
    ArticleBoard articles;
    Check(LoadArticles({services, articles}, Soon()).has_value());
    const ProposeServices propose{services, people, articles};
    Check(proposer.Propose(propose, who, asked.requests.front(), Soon()).has_value());
    {
        Row row("text alone, nothing looked up");
        Principal nobody;
        for (ProposeRequest request : asked.requests) {
            request.place = {};
            request.phone.clear();
            row.Time(
                [&] { Check(proposer.Propose(propose, nobody, request, Soon()).has_value()); });
        }
    }
    {
        Row row("text, place and telephone number");
        for (const ProposeRequest& request : asked.requests) {
            row.Time([&] {
                const auto proposal = proposer.Propose(propose, who, request, Soon());
                Check(proposal.has_value());
                for (const SimilarCase& near : proposal->near) asked.near.push_back(near.id);
            });
        }
    }
    if (asked.near.size() > asked.requests.size()) asked.near.resize(asked.requests.size());
    Row row("repeats of a case that is there");
    for (const CaseId& id : asked.near)
        row.Time([&] { Check(proposer.Similar(services, who, id, Soon()).has_value()); });
}

}  // namespace
}  // namespace liandong::bench

int main(int argc, char** argv) {
    namespace bench = liandong::bench;
    namespace server = liandong::server;
    const std::vector<std::string> words(argv, argv + argc);
    if (words.size() < 4) {
        std::fprintf(stderr, "usage: propose_bench PROFILE STORE KEYS [COUNT]\n");
        return 2;
    }
    server::CityOptions options;
    options.profile = words[1];
    options.store = words[2];
    options.keys = words[3];
    auto city = server::OpenedCity::Open(options);
    if (!city) return server::Complain(city.error());
    const std::size_t count = words.size() > 4 ? std::stoul(words[4]) : 2'000;
    bench::Run(*city, bench::MakeAsked(words[1], count));
    return 0;
}
