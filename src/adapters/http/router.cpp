#include "adapters/http/router.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "base/text.hpp"

namespace liandong::http {

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> any;              // {name}
    std::vector<const Route*> routes;       // end here
    std::vector<const Route*> rest_routes;  // {name...} begins here
};

namespace {

bool IsParam(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}
bool IsRest(std::string_view segment) { return IsParam(segment) && segment.ends_with("...}"); }

std::string_view ParamName(std::string_view segment) {
    return segment.substr(1, segment.size() - (IsRest(segment) ? 5 : 2));
}

bool PatternIsFine(std::string_view pattern) {
    if (!pattern.starts_with('/')) return false;
    const auto segments = Split(pattern.substr(1), '/');
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (IsRest(segments[i]) && (i + 1 != segments.size() || ParamName(segments[i]).empty()))
            return false;
        if (!IsParam(segments[i]) && segments[i].find_first_of("{}") != std::string_view::npos)
            return false;
        if (segments[i].empty() && segments.size() > 1) return false;
    }
    return true;
}

const Route* OfMethod(const std::vector<const Route*>& routes, Method method) {
    for (const Route* route : routes) {
        if (route->method == method) return route;
    }
    return method == Method::kHead ? OfMethod(routes, Method::kGet) : nullptr;
}

void NoteAllowed(const std::vector<const Route*>& routes, std::vector<Method>& allowed) {
    const auto note = [&](Method method) {
        if (std::find(allowed.begin(), allowed.end(), method) == allowed.end())
            allowed.push_back(method);
    };
    for (const Route* route : routes) {
        note(route->method);
        if (route->method == Method::kGet) note(Method::kHead);
        note(Method::kOptions);
    }
}

Pairs ParamsOf(const Route& route, std::span<const std::string_view> segments) {
    Pairs params;
    const auto wanted = Split(std::string_view(route.pattern).substr(1), '/');
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (IsRest(wanted[i])) {
            std::string rest;
            for (std::size_t j = i; j < segments.size(); ++j) {
                if (j != i) rest.push_back('/');
                rest += segments[j];
            }
            params.Add(std::string(ParamName(wanted[i])), std::move(rest));
        } else if (IsParam(wanted[i])) {
            params.Add(std::string(ParamName(wanted[i])), std::string(segments[i]));
        }
    }
    return params;
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

Result<void> Router::Add(Route route) {
    if (!PatternIsFine(route.pattern) || !route.handler) {
        return Failure{Bug("route " + route.pattern + " is malformed")};
    }
    Node* node = root_.get();
    auto* list = &node->routes;
    for (const std::string_view segment : Split(std::string_view(route.pattern).substr(1), '/')) {
        if (IsRest(segment)) {
            list = &node->rest_routes;
            break;
        }
        std::unique_ptr<Node>* next = &node->any;
        if (!IsParam(segment)) next = &node->literals[std::string(segment)];
        if (!*next) *next = std::make_unique<Node>();
        node = next->get();
        list = &node->routes;
    }
    for (const Route* known : *list) {
        if (known->method == route.method) {
            return Failure{Bug("route " + std::string(Text(route.method)) + " " + route.pattern +
                               " is there twice")};
        }
    }
    routes_.push_back(std::make_unique<Route>(std::move(route)));
    list->push_back(routes_.back().get());
    return {};
}

Match Router::Find(Method method, std::string_view path) const {
    const auto segments = Split(path.substr(path.starts_with('/') ? 1 : 0), '/');
    Match match;
    const auto take = [&](const std::vector<const Route*>& routes) {
        NoteAllowed(routes, match.allowed);
        match.route = OfMethod(routes, method);
        return match.route != nullptr;
    };
    // Depth is that of the longest pattern: a path with a thousand segments ends where the tree
    // ends.
    const auto walk = [&](const auto& self, const Node& node, std::size_t at) -> bool {
        if (at == segments.size()) {
            if (take(node.routes)) return true;
        } else {
            const auto literal = node.literals.find(segments[at]);
            if (literal != node.literals.end() && self(self, *literal->second, at + 1)) return true;
            if (node.any && !segments[at].empty() && self(self, *node.any, at + 1)) return true;
        }
        return !node.rest_routes.empty() && take(node.rest_routes);
    };
    if (walk(walk, *root_, 0)) match.path_params = ParamsOf(*match.route, segments);
    return match;
}

std::vector<const Route*> Router::All() const {
    std::vector<const Route*> all;
    all.reserve(routes_.size());
    for (const auto& route : routes_) all.push_back(route.get());
    return all;
}

std::string AllowText(const std::vector<Method>& allowed) {
    std::string text;
    for (const Method method : allowed) {
        if (!text.empty()) text += ", ";
        text += Text(method);
    }
    return text;
}

}  // namespace liandong::http
