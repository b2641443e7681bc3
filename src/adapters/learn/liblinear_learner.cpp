#include "adapters/learn/liblinear_learner.hpp"

#include <cstdlib>
#include <memory>
#include <set>

#include <linear.h>

#include "base/check.hpp"

namespace liandong {
namespace {

constexpr double kTolerance = 0.1;  // the library's own for this solver
constexpr unsigned kSeed = 1;

struct FreeModel {
    void operator()(model* learned) const { free_and_destroy_model(&learned); }
};

/// All vectors side by side, each with the constant and the library's end mark behind it.
struct Nodes {
    std::vector<feature_node> all;
    std::vector<feature_node*> first;
};

Nodes NodesOf(const LinearTask& task) {
    std::size_t count = 0;
    for (const SparseVector& vector : task.vectors) count += vector.size() + 2;
    Nodes nodes;
    nodes.all.reserve(count);
    for (const SparseVector& vector : task.vectors) {
        nodes.first.push_back(nodes.all.data() + nodes.all.size());
        for (const auto& [number, value] : vector)
            nodes.all.push_back({static_cast<int>(number) + 1, static_cast<double>(value)});
        nodes.all.push_back({static_cast<int>(task.features) + 1, kConstantFeature});
        nodes.all.push_back({-1, 0});
    }
    return nodes;
}

}  // namespace

Result<std::vector<float>> LiblinearLearner::Learn(const LinearTask& task) {
    const std::set<std::uint32_t> occurring(task.right.begin(), task.right.end());
    if (occurring.size() < 2)
        return Failure{Invalid("one_label", "The messages to learn from have one label only.")};
    set_print_string_function([](const char*) {});
    Nodes nodes = NodesOf(task);
    std::vector<double> sides(task.right.size());
    problem given{};
    given.l = static_cast<int>(sides.size());
    given.n = static_cast<int>(task.features) + 1;
    given.y = sides.data();
    given.x = nodes.first.data();
    given.bias = -1;  // the constant is among the features
    parameter settings{};
    settings.solver_type = L2R_L2LOSS_SVC_DUAL;
    settings.eps = kTolerance;
    settings.C = task.cost;
    const std::size_t rows = task.features + 1;
    std::vector<float> weights(rows * task.labels);
    for (std::uint32_t label = 0; label < task.labels; ++label) {
        if (!occurring.contains(label)) {
            // Never seen here: as far on the wrong side as any.
            weights[(task.features * task.labels) + label] =
                static_cast<float>(-1 / kConstantFeature);
            continue;
        }
        for (std::size_t i = 0; i < sides.size(); ++i) sides[i] = task.right[i] == label ? 1 : -1;
        // tidy:allow(random): the library draws from it, and models must repeat
        std::srand(kSeed);  // NOLINT(concurrency-mt-unsafe): the class is for one thread
        const std::unique_ptr<model, FreeModel> learned(train(&given, &settings));
        LD_CHECK(learned != nullptr && learned->nr_class == 2);
        const double sign = learned->label[0] == 1 ? 1 : -1;
        for (std::size_t row = 0; row < rows; ++row)
            weights[(row * task.labels) + label] = static_cast<float>(sign * learned->w[row]);
    }
    return weights;
}

}  // namespace liandong
