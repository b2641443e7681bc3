#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/list_looks.hpp"
#include "app/propose_people.hpp"
#include "app/try_route.hpp"
#include "domain/case/refusal.hpp"
#include "domain/classify/signals.hpp"
#include "domain/document/access_change.hpp"
#include "domain/propose/answer_check.hpp"
#include "domain/propose/similar.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(TriedRuleView, (), (rule, verdict, verdict_label))
BOOST_DESCRIBE_STRUCT(TriedRoute, (), (route, at, is_working_time, rules))

}  // namespace liandong

namespace liandong::http {
namespace {

// Written by hand: a choice of the city's members, not their whole description.
class CityText {
public:
    void Member(std::string_view name, std::string_view value) {
        Name(name);
        json::Write(text_, value);
    }
    template <class Items, class Row>
    void List(std::string_view name, const Items& items, Row row) {
        Name(name);
        text_ += "[";
        bool first = true;
        for (const auto& item : items) {
            if (!first) text_ += ",";
            first = false;
            Open();
            row(*this, item);
            Close();
        }
        text_ += "]";
    }
    template <class T>
    void Value(std::string_view name, const T& value) {
        Name(name);
        json::Write(text_, value);
    }
    void Object(std::string_view name) {
        Name(name);
        Open();
    }
    void Open() {
        text_ += "{";
        is_first_ = true;
    }
    void Close() {
        text_ += "}";
        is_first_ = false;
    }
    template <class E>
    void Enum(std::string_view name) {
        List(name, kNames<E>, [](CityText& out, const Named<E>& named) {
            out.Member("code", named.code);
            out.Member("label", named.label);
        });
    }
    std::string Take() { return std::move(text_); }

private:
    void Name(std::string_view name) {
        if (!is_first_) text_ += ",";
        is_first_ = false;
        json::WriteString(text_, name);
        text_ += ":";
    }
    std::string text_;
    bool is_first_ = true;
};

void WriteEnums(CityText& out) {
    out.Object("enums");
    out.Enum<CaseState>("case_state");
    out.Enum<AssignmentState>("assignment_state");
    out.Enum<RequestType>("request_type");
    out.Enum<Channel>("channel");
    out.Enum<Verdict>("verdict");
    out.Enum<Satisfaction>("satisfaction");
    out.Enum<ContactMethod>("contact_method");
    out.Enum<ClockKind>("clock_kind");
    out.Enum<CallOutcome>("call_outcome");
    out.Enum<CallbackBy>("callback_by");
    out.Enum<ClockOutcome>("clock_outcome");
    out.Enum<PauseReason>("pause_reason");
    out.Enum<LimitUnit>("limit_unit");
    out.Enum<CaseAction>("action");
    out.Enum<RefusalCode>("refusal");
    out.Enum<SearchIn>("search_in");
    out.Enum<SnippetField>("snippet_field");
    out.Enum<LookKind>("look_kind");
    out.Enum<AccessSubject>("access_subject");
    out.Enum<AccessPart>("access_part");
    out.Enum<AccessStatus>("access_status");
    out.Enum<SignalKind>("signal_kind");
    out.Enum<SignalSense>("signal_sense");
    out.Enum<SimilarReason>("similar_reason");
    out.Enum<CallInReason>("call_in_reason");
    out.Enum<AnswerFlaw>("answer_flaw");
    out.Close();
}

std::string TextOf(const City& city) {
    CityText out;
    out.Open();
    out.Member("code", city.code);
    out.Member("name", city.name);
    out.Member("short_name", city.short_name);
    out.Member("version", city.version);
    out.Value("utc_offset_minutes", city.calendar.offset.count());
    out.Member("hotline_unit", city.hotline_unit.value);
    out.List("units", city.units, [](CityText& row, const Unit& unit) {
        row.Member("code", unit.code.value);
        row.Member("name", unit.name);
        row.Member("short_name", unit.short_name);
        row.Member("kind", unit.kind);
        row.Member("parent", unit.parent.value);
        row.Member("place", unit.place.value);
    });
    out.List("categories", city.categories, [&](CityText& row, const Category& category) {
        row.Member("code", category.code.value);
        row.Member("level1", category.level1);
        row.Member("level2", category.level2);
        row.Member("name", category.name);
        row.Value("usual_type", category.usual_type);
        row.Value("urgent", category.urgent);
        row.Value("move_car", city.IsMoveCar(category.code));
    });
    out.List("places", city.places, [](CityText& row, const Place& place) {
        row.Member("code", place.code.value);
        row.Member("name", place.name);
        row.Value("kind", place.kind);
        row.Member("parent", place.parent.value);
    });
    out.List("roles", city.roles, [](CityText& row, const Role& role) {
        row.Member("code", role.code);
        row.Member("name", role.name);
        row.Value("scope", role.scope);
    });
    out.List("decline_reasons", city.decline_reasons, [](CityText& row, const DeclineReason& r) {
        row.Member("code", r.code);
        row.Member("name", r.name);
        row.Member("explanation", r.explanation);
        row.Member("proper_channel", r.proper_channel);
        row.Value("needs_approval", r.needs_approval);
    });
    out.List("hand_over_targets", city.hand_over_targets,
             [](CityText& row, const HandOverTarget& target) {
                 row.Member("code", target.code);
                 row.Member("name", target.name);
             });
    WriteEnums(out);
    out.Close();
    return out.Take();
}

struct NamedPolicy {
    std::string name;  ///< empty: the plain limits
    std::vector<std::string> categories;
    ClockPolicy policy;
};

std::vector<NamedPolicy> PoliciesOf(const City& city) {
    std::vector<NamedPolicy> policies;
    policies.reserve(city.clocks.size());
    for (const ClockPolicy& policy : city.clocks) policies.push_back({{}, {}, policy});
    for (const ClockOverride& replaced : city.clock_overrides) {
        for (const ClockPolicy& policy : replaced.clocks)
            policies.push_back({replaced.name, replaced.categories, policy});
    }
    return policies;
}

void WritePolicy(CityText& row, const NamedPolicy& named) {
    const ClockPolicy& policy = named.policy;
    row.Member("name", named.name);
    row.Value("categories", named.categories);
    row.Value("type", policy.type);
    row.Value("urgent", policy.urgent);
    row.Value("dispatch", policy.dispatch);
    row.Value("acknowledge", policy.acknowledge);
    row.Value("contact", policy.contact);
    row.Value("return_within", policy.return_within);
    row.Value("extension_max", policy.extension_max);
    row.Value("extension_count", policy.extension_count);
    row.Value("callback", policy.callback);
    row.Value("callback_percent", policy.callback_percent);
}

void WriteCalendar(CityText& out, const Calendar& calendar) {
    out.Member("calendar_first", FormatDay(calendar.first));
    out.Member("calendar_last", FormatDay(calendar.last));
    out.List("periods", calendar.periods, [](CityText& row, const WorkPeriod& period) {
        row.Value("from_minute", period.from_minute);
        row.Value("to_minute", period.to_minute);
    });
    out.List("days", calendar.exceptions, [](CityText& row, const auto& day) {
        row.Member("day", FormatDay(day.first));
        row.Value("is_work", day.second.is_work);
        row.Member("name", day.second.name);
    });
}

std::string RulesOf(const City& city) {
    CityText out;
    out.Open();
    out.Member("version", city.version);
    out.List("clocks", PoliciesOf(city), WritePolicy);
    WriteCalendar(out, city.calendar);
    out.List("catalogue", city.catalogue, [](CityText& row, const CatalogueRule& rule) {
        row.Member("id", rule.id.value);
        row.Member("category", rule.category);
        row.Member("place", rule.place.value);
        row.Value("hours", rule.hours);
        row.Member("lead", rule.lead);
        row.Value("assisting", rule.assisting);
        row.Member("basis", rule.basis);
        row.Value("own_duty", rule.own_duty);
    });
    out.Close();
    return out.Take();
}

/// A text that follows from the profile alone: a reader who has it is told so.
Response OfProfile(const Request& request, const City& city, std::string (*text)(const City&)) {
    const std::string tag = "\"" + city.version + "\"";
    Response reply;
    if (NotModified(request, tag)) {
        reply.status = 304;
    } else {
        reply = Response::Json(200, text(city));
    }
    return std::move(reply).With("ETag", tag).With("Cache-Control", "private, no-cache");
}

Result<Response> GetCity(const ApiServices& api, const Request& request) {
    return OfProfile(request, *api.services.city.Current(), TextOf);
}

Result<Response> GetRules(const ApiServices& api, const Request& request) {
    return OfProfile(request, *api.services.city.Current(), RulesOf);
}

// A choice of category is a must here: without one there is nothing to try.
Result<Response> GetRoute(const ApiServices& api, const Request& request) {
    LD_TRY(const auto at, TimeIn(request, "at"));
    LD_TRY(const auto tried,
           TryRoute(api.services, CategoryCode{std::string(request.query.Get("category"))},
                    PlaceCode{std::string(request.query.Get("place"))}, at, request.deadline));
    return Json(200, tried);
}

}  // namespace

void AddCityRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/city", "signed-in", GetCity);
    table.Add(Method::kGet, "/api/v1/city/rules", "signed-in", GetRules);
    table.Add(Method::kGet, "/api/v1/city/route", "signed-in", GetRoute);
}

}  // namespace liandong::http
