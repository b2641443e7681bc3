#include <algorithm>
#include <charconv>

#include "adapters/http/error_reply.hpp"
#include "adapters/http/multipart.hpp"
#include "adapters/http/response_head.hpp"
#include "adapters/http/routes/citizen_html.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/attach_file.hpp"
#include "base/text.hpp"

// The citizen's forms for browsers without scripts, too: a page in, a page out.

namespace liandong::http {
namespace {

constexpr std::size_t kFormBytesMax = std::size_t{40} << 20;
constexpr std::size_t kPhotosMax = 3;
constexpr std::size_t kPartsMax = 24;

PageStyle StyleOf(const ApiServices& api, const Request& request) {
    return {request.query.Get("lang") == "en", request.query.Get("large") == "1",
            api.services.city.Current()->short_name};
}

Response Shown(int status, std::string html) {
    Response reply = Response::Html(std::move(html), std::string(kPagePolicy));
    reply.status = status;
    return std::move(reply).With("Cache-Control", "no-store");
}

// The fields of a form; a body that is no form has none.
class Fields {
public:
    explicit Fields(const Request& request) {
        auto parsed = ParseMultipart(request.headers.Get("Content-Type"), request.body,
                                     {.parts_max = kPartsMax});
        if (parsed) parts_ = *std::move(parsed);
    }
    [[nodiscard]] std::string Text(std::string_view name) const {
        const auto found = std::ranges::find(parts_, name, &Part::name);
        return found == parts_.end() ? std::string() : std::string(Trim(found->bytes));
    }
    [[nodiscard]] std::vector<Part> Photos() const {
        std::vector<Part> photos;
        for (const Part& part : parts_) {
            if (part.name == "photos" && !part.bytes.empty()) photos.push_back(part);
        }
        return photos;
    }

private:
    std::vector<Part> parts_;
};

CaseId NumberOf(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_number = failed == std::errc{} && end == text.data() + text.size();
    return is_number ? CaseId{value} : CaseId{};
}

// What somebody wants to join; gone in the meantime, theirs goes by itself.
std::optional<NearCase> NearOf(const ApiServices& api, const Request& request,
                               const std::string& number) {
    if (number.empty()) return std::nullopt;
    auto near = FindNearCase(api.services, NumberOf(number), request.deadline);
    return near ? std::optional(*std::move(near)) : std::nullopt;
}

ReportForm FormOf(const ApiServices& api, const Request& request, const Fields& fields) {
    ReportForm form;
    form.type = fields.Text("type");
    form.content = fields.Text("content");
    form.address = fields.Text("address");
    form.place = fields.Text("place");
    form.name = fields.Text("name");
    form.phone = fields.Text("phone");
    form.secret = fields.Text("secret") == "yes";
    form.key = fields.Text("key");
    form.join = NearOf(api, request, fields.Text("join"));
    return form;
}

constexpr std::size_t kTitleLettersMax = 30;

OpenCaseRequest RequestOf(const ApiServices& api, const ReportForm& form) {
    OpenCaseRequest request;
    request.command.type = FromCode<RequestType>(form.type).value_or(RequestType::kHelp);
    request.command.place = PlaceCode{form.place};
    if (form.secret) request.command.secret = true;
    Narrative& narrative = request.command.narrative.plain;
    const std::string_view first =
        std::string_view(form.content).substr(0, form.content.find('\n'));
    narrative.title = std::string(FirstCodePoints(Trim(first), kTitleLettersMax));
    narrative.content = form.content;
    narrative.address = form.address;
    request.command.caller.plain.name = form.name;
    request.command.caller.plain.phone = form.phone;
    if (!form.key.empty()) {
        const std::string whole = form.content + "\n" + form.address + "\n" + form.phone;
        const Digest digest =
            api.sha256({reinterpret_cast<const unsigned char*>(whole.data()), whole.size()});
        request.idempotency =
            IdempotencyKey{std::string(Code(ActorKind::kCitizen)), form.key, digest.Hex()};
    }
    return request;
}

// The case stands whatever becomes of a photo; what was lost is said.
std::vector<std::string> KeepPhotos(const ApiServices& api, const Request& request, CaseId id,
                                    const Fields& fields, const PageStyle& style) {
    std::vector<std::string> lost;
    std::size_t count = 0;
    for (const Part& photo : fields.Photos()) {
        const std::string name = photo.file_name.value_or("");
        if (++count > kPhotosMax) {
            lost.push_back(name + (style.english ? ": only three photos" : "：最多三张照片"));
            continue;
        }
        AttachRequest attach{id, name, photo.type, photo.bytes, {}};
        const auto kept = AttachFile({api.services, api.content, api.sha256}, CitizenPrincipal(),
                                     attach, request.deadline);
        if (!kept) lost.push_back(name + ": " + ProblemText(style, kept.error()));
    }
    return lost;
}

Result<Response> GetReport(const ApiServices& api, const Request& request) {
    ReportForm form;
    form.key = api.accounts.credentials.NewToken();
    form.place = request.query.Get("place");
    form.join = NearOf(api, request, std::string(request.query.Get("join")));
    return Shown(200, ReportPage(StyleOf(api, request), *api.services.city.Current(), form, ""));
}

Result<Response> PostReportForm(const ApiServices& api, const Request& request) {
    const Fields fields(request);
    const PageStyle style = StyleOf(api, request);
    const ReportForm form = FormOf(api, request, fields);
    const auto opened = OpenForCitizen(api.services, RequestOf(api, form), request.deadline);
    if (!opened) {
        const std::string problem = ProblemText(style, opened.error());
        return Shown(StatusOf(opened.error().kind),
                     ReportPage(style, *api.services.city.Current(), form, problem));
    }
    const CaseId id = opened->state.id;
    const std::string code = SlipCode(api.services.vault, id);
    auto lost = KeepPhotos(api, request, id, fields, style);
    if (form.join && !opened->is_replay) {
        const auto joined = JoinCase(api.services, {id, code}, form.join->id, request.deadline);
        if (!joined) lost.push_back(ProblemText(style, joined.error()));
    }
    return Shown(200, ReportedPage(style, id, code, lost));
}

Result<Response> GetNear(const ApiServices& api, const Request& request) {
    const PageStyle style = StyleOf(api, request);
    const auto city = api.services.city.Current();
    const std::string place(request.query.Get("place"));
    if (place.empty()) return Shown(200, NearPage(style, *city, place, {}, ""));
    const auto found = NearCases(api.services, PlaceCode{place}, {}, request.deadline);
    if (!found) {
        return Shown(StatusOf(found.error().kind),
                     NearPage(style, *city, place, {}, ProblemText(style, found.error())));
    }
    return Shown(200, NearPage(style, *city, place, *found, ""));
}

Result<Response> GetFollow(const ApiServices& api, const Request& request) {
    return Shown(200, FollowPage(StyleOf(api, request), request.query.Get("number"), ""));
}

CaseSlip SlipOf(const Fields& fields) {
    CaseSlip slip;
    slip.id = NumberOf(fields.Text("number"));
    slip.code = fields.Text("code");
    return slip;
}

// What a citizen does on the page of their case, if anything.
Result<void> Act(const ApiServices& api, const Request& request, const Fields& fields,
                 const CaseSlip& slip) {
    const std::string act = fields.Text("act");
    if (act == "rate") {
        CitizenRating rating;
        rating.solved = FromCode<Verdict>(fields.Text("solved")).value_or(Verdict::kPartly);
        rating.satisfied =
            FromCode<Satisfaction>(fields.Text("satisfied")).value_or(Satisfaction::kNoRating);
        rating.opinion = fields.Text("opinion");
        return RateCase(api.services, slip, rating, request.deadline);
    }
    if (act == "supplement") {
        return SupplementCase(api.services, slip, fields.Text("text"), request.deadline);
    }
    return {};
}

Result<Response> PostFollowForm(const ApiServices& api, const Request& request) {
    const Fields fields(request);
    const PageStyle style = StyleOf(api, request);
    const CaseSlip slip = SlipOf(fields);
    const auto acted = Act(api, request, fields, slip);
    const auto view = FollowCase(api.services, slip, request.deadline);
    if (!view) {
        return Shown(StatusOf(view.error().kind),
                     FollowPage(style, fields.Text("number"), ProblemText(style, view.error())));
    }
    const std::string problem = acted ? std::string() : ProblemText(style, acted.error());
    return Shown(acted ? 200 : StatusOf(acted.error().kind),
                 StatusPage(style, *view, slip.code, problem));
}

}  // namespace

void AddCitizenPages(RouteTable& table) {
    table.Add(Method::kGet, "/report", "public", GetReport);
    table.Add(Route{.method = Method::kPost,
                    .pattern = "/report",
                    .permission = "public",
                    .body_bytes_max = kFormBytesMax,
                    .limit = std::chrono::minutes(5)},
              PostReportForm);
    table.Add(Method::kGet, "/near", "public", GetNear);
    table.Add(Method::kGet, "/follow", "public", GetFollow);
    table.Add(Method::kPost, "/follow", "public", PostFollowForm);
}

}  // namespace liandong::http
