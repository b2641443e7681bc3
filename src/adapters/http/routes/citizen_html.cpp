#include "adapters/http/routes/citizen_html.hpp"

#include <algorithm>
#include <array>
#include <ranges>

#include "domain/case/refusal.hpp"

// NOLINTBEGIN(modernize-raw-string-literal): attributes come in pieces, and broken raw strings read worse.

namespace liandong::http {
namespace {

// A page while it grows. `Say` gives the text of its language; whatever is not ours goes through
// Escaped.
class Page {
public:
    Page(const PageStyle& style, std::string_view zh, std::string_view en) : style_(style) {
        const std::string title = Escaped(Say(zh, en));
        html_ = "<!doctype html>\n<html lang=\"" + std::string(Say("zh-CN", "en")) +
                "\"><head><meta charset=\"utf-8\">"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                "<title>" +
                title + " · 12345</title><meta name=\"description\" content=\"" +
                Escaped(style.hotline_name) +
                std::string(Say("：反映诉求，凭编号查询进度，看附近已有的诉求。",
                                ": report a matter, follow it by its number, see what is near.")) +
                "\"><link rel=\"icon\" href=\"/icon.svg\" "
                "type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"/citizen.css\">"
                "<script src=\"/citizen.js\" defer></script></head><body" +
                (style.large ? " class=\"large\"" : "") +
                "><header><a class=\"brand\" href=\"/\"><b>12345</b> " +
                Escaped(style.hotline_name) + "</a><nav>" +
                Link("/report", Say("反映诉求", "Report")) +
                Link("/near", Say("附近诉求", "Near you")) +
                Link("/follow", Say("查询进度", "Follow")) + "</nav></header><main><h1>" + title +
                "</h1>";
    }

    [[nodiscard]] std::string_view Say(std::string_view zh, std::string_view en) const {
        return style_.english ? en : zh;
    }
    Page& Add(std::string_view html) {
        html_ += html;
        return *this;
    }
    Page& Text(std::string_view text) { return Add(Escaped(text)); }
    Page& Problem(std::string_view problem) {
        if (problem.empty()) return *this;
        return Add("<p class=\"problem\" role=\"alert\">").Text(problem).Add("</p>");
    }
    /// A form that says whose page it is; multipart, so that photos fit and one parser reads all.
    Page& Form(std::string_view action) {
        Add("<form method=\"post\" enctype=\"multipart/form-data\" action=\"").Text(action);
        return Add(Suffix()).Add("\">");
    }
    /// A form that only asks, so that its answer has an address.
    Page& Asking(std::string_view action) {
        Add("<form method=\"get\" action=\"").Text(action).Add("\">");
        if (style_.english) Hidden("lang", "en");
        if (style_.large) Hidden("large", "1");
        return *this;
    }
    /// A link whose address has a question already.
    Page& Go(std::string_view address, std::string_view more, std::string_view text) {
        Add("<a ").Add(more).Add("href=\"").Text(address);
        if (style_.english) Add("&amp;lang=en");
        if (style_.large) Add("&amp;large=1");
        return Add("\">").Add(text).Add("</a>");
    }
    Page& Hidden(std::string_view name, std::string_view value) {
        Add("<input type=\"hidden\" name=\"").Text(name).Add("\" value=\"").Text(value);
        return Add("\">");
    }
    [[nodiscard]] std::string End(std::string_view path) {
        const auto other = [&](bool english, bool large, std::string_view text) {
            std::string query = english ? "?lang=en" : "";
            if (large) query += query.empty() ? "?large=1" : "&amp;large=1";
            return "<a href=\"" + std::string(path) + query + "\">" + std::string(text) + "</a>";
        };
        Add("</main><footer>")
            .Add(other(!style_.english, style_.large, Say("English", "中文")))
            .Add(other(style_.english, !style_.large,
                       style_.large ? Say("标准字号", "Normal type") : Say("大字版", "Large type")))
            .Add("<a href=\"/app/\">")
            .Add(Say("工作人员登录", "Staff"))
            .Add("</a></footer></body></html>\n");
        return std::move(html_);
    }

private:
    [[nodiscard]] std::string Suffix() const {
        if (style_.english) return style_.large ? "?lang=en&amp;large=1" : "?lang=en";
        return style_.large ? "?large=1" : "";
    }
    [[nodiscard]] std::string Link(std::string_view path, std::string_view text) const {
        return "<a href=\"" + std::string(path) + Suffix() + "\">" + std::string(text) + "</a>";
    }

    const PageStyle& style_;
    std::string html_;
};

// "2026-03-02 09:00" of the city's clock.
std::string Clock(const LocalTime& at) {
    std::string text = FormatRfc3339(at.at, at.offset);
    std::ranges::replace(text, 'T', ' ');
    return text.substr(0, 16);
}

struct EnglishStep {
    std::string_view kind;
    std::string_view label;
};
constexpr auto kEnglishSteps = std::to_array<EnglishStep>({
    {"case_opened", "Received"},
    {"case_dispatched", "Sent to the unit in charge"},
    {"dispatch_withdrawn", "Looking for the right unit"},
    {"acknowledged", "The unit has taken it"},
    {"supplement_asked", "We need something from you"},
    {"supplemented", "You added to it"},
    {"citizen_contacted", "The unit contacted you"},
    {"extension_granted", "The unit got more time"},
    {"answered_at_desk", "Answered"},
    {"case_declined", "Not for the hotline"},
    {"case_handed_over", "Handed to the emergency line"},
    {"answer_accepted", "Answered"},
    {"called_back", "You rated it"},
    {"case_redone", "To be done again"},
    {"case_merged", "Handled together with the same matter"},
    {"case_finished", "Finished"},
    {"case_voided", "Void"},
});

std::string_view LabelOf(const Page& page, const CitizenStep& step) {
    const auto found = std::ranges::find(kEnglishSteps, step.kind, &EnglishStep::kind);
    const bool known = found != kEnglishSteps.end();
    return page.Say(step.label, known ? found->label : std::string_view(step.label));
}

void AddPlaces(Page& page, const City& city, std::string_view chosen) {
    const auto option = [&](const Place& place) {
        page.Add("<option value=\"").Text(place.code.value).Add("\"");
        if (place.code.value == chosen) page.Add(" selected");
        page.Add(">").Text(place.name).Add("</option>");
    };
    page.Add("<option value=\"\">").Add(page.Say("不清楚", "I do not know")).Add("</option>");
    for (const Place& district : city.places) {
        if (district.kind != PlaceKind::kDistrict) continue;
        page.Add("<optgroup label=\"").Text(district.name).Add("\">");
        option(district);
        for (const Place& street : city.places) {
            if (street.kind == PlaceKind::kStreet && street.parent == district.code) option(street);
        }
        page.Add("</optgroup>");
    }
}

void AddInput(Page& page, std::string_view name, std::string_view label, std::string_view value,
              std::string_view rest) {
    page.Add("<label for=\"").Add(name).Add("\">").Add(label).Add("</label><input id=\"");
    page.Add(name).Add("\" name=\"").Add(name).Add("\" value=\"").Text(value).Add("\" ");
    page.Add(rest).Add(">");
}

void AddRadios(Page& page, std::string_view name,
               const std::vector<std::pair<std::string_view, std::string_view>>& choices,
               std::string_view chosen) {
    page.Add("<div class=\"choices\">");
    for (const auto& [code, label] : choices) {
        page.Add("<label><input type=\"radio\" required name=\"").Add(name).Add("\" value=\"");
        page.Add(code).Add(code == chosen ? "\" checked> " : "\"> ").Add(label).Add("</label>");
    }
    page.Add("</div>");
}

// "路灯 · 海风街道 · 2026-03-02 09:00 · 办理中"
void AddNear(Page& page, const NearCase& near) {
    page.Add("<b>").Text(near.category_name).Add("</b> <span>").Text(near.street_name);
    page.Add(" · ").Add(Clock(near.opened_at)).Add(page.Say(" 起", " on")).Add(" · ");
    page.Text(page.Say(near.state_label, "open")).Add("</span>");
}

void AddSteps(Page& page, const CitizenView& view) {
    page.Add("<ol class=\"steps\">");
    for (const CitizenStep& step : std::views::reverse(view.steps)) {
        page.Add("<li><time>").Add(Clock(step.at)).Add("</time><div><b>");
        page.Text(LabelOf(page, step)).Add("</b>");
        if (!step.unit_name.empty()) page.Add(" <span>").Text(step.unit_name).Add("</span>");
        if (!step.text.empty()) page.Add("<p>").Text(step.text).Add("</p>");
        page.Add("</div></li>");
    }
    page.Add("</ol>");
}

void AddSlip(Page& page, const CitizenView& view, std::string_view code, std::string_view act) {
    page.Form("/follow").Hidden("number", std::to_string(view.id.value));
    page.Hidden("code", code).Hidden("act", act);
}

void AddRating(Page& page, const CitizenView& view, std::string_view code) {
    page.Add("<section class=\"card\"><h2>")
        .Add(page.Say("请评价办理结果", "How did it go?"))
        .Add("</h2>");
    AddSlip(page, view, code, "rate");
    page.Add("<fieldset><legend>")
        .Add(page.Say("问题解决了吗？", "Is it solved?"))
        .Add("</legend>");
    AddRadios(page, "solved",
              {{"yes", page.Say("解决了", "Yes")},
               {"partly", page.Say("部分解决", "Partly")},
               {"no", page.Say("没有解决", "No")}},
              "");
    page.Add("</fieldset><fieldset><legend>")
        .Add(page.Say("您满意吗？", "Are you satisfied?"))
        .Add("</legend>");
    AddRadios(page, "satisfied",
              {{"satisfied", page.Say("满意", "Satisfied")},
               {"basically_satisfied", page.Say("基本满意", "Mostly")},
               {"unsatisfied", page.Say("不满意", "Not satisfied")}},
              "");
    page.Add("</fieldset><label for=\"opinion\">")
        .Add(page.Say("想说的话（没有解决时请写明还差什么）",
                      "Your words (if it is not solved, what is missing)"))
        .Add(
            "</label><textarea id=\"opinion\" name=\"opinion\" rows=\"3\" maxlength=\"2000\">"
            "</textarea><button>")
        .Add(page.Say("提交评价", "Send"))
        .Add("</button></form></section>");
}

void AddSupplement(Page& page, const CitizenView& view, std::string_view code) {
    page.Add("<section class=\"card\"><h2>")
        .Add(page.Say("补充材料", "Add what is missing"))
        .Add("</h2>");
    AddSlip(page, view, code, "supplement");
    page.Add("<label for=\"text\">")
        .Add(page.Say("补充的内容", "What you want to add"))
        .Add(
            "</label><textarea id=\"text\" name=\"text\" rows=\"4\" maxlength=\"5000\" required>"
            "</textarea><button>")
        .Add(page.Say("提交", "Send"))
        .Add("</button></form></section>");
}

}  // namespace

std::string Escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out.push_back(c);
        }
    }
    return out;
}

std::string ReportPage(const PageStyle& style, const City& city, const ReportForm& form,
                       std::string_view problem) {
    Page page(style, "反映诉求", "Report a matter");
    page.Problem(problem).Form("/report").Hidden("key", form.key);
    if (form.join) {
        page.Hidden("join", std::to_string(form.join->id.value)).Add("<p class=\"card near\">");
        page.Add(
            page.Say("您也遇到了这件事，提交后一起办理：", "Yours is handled together with: "));
        AddNear(page, *form.join);
        page.Add("</p>");
    }
    page.Add("<p class=\"hint\">")
        .Add(page.Say("紧急情况请直接拨打 110、119、120。",
                      "In an emergency call 110, 119 or 120 at once."))
        .Add("</p><label for=\"content\">")
        .Add(page.Say("发生了什么？", "What happened?"))
        .Add(
            "</label><textarea id=\"content\" name=\"content\" rows=\"7\" required "
            "maxlength=\"5000\">")
        .Text(form.content)
        .Add("</textarea>");
    AddInput(page, "address", page.Say("在哪里？", "Where?"), form.address,
             "maxlength=\"200\" autocomplete=\"off\"");
    page.Add("<label for=\"place\">").Add(page.Say("区和街道", "District and street"));
    page.Add("</label><select id=\"place\" name=\"place\">");
    AddPlaces(page, city, form.place);
    page.Add("</select><p class=\"hint\">");
    page.Go("/near?place=" + form.place, "id=\"near\" ",
            page.Say("看看这里有没有人反映过", "What others here have reported"));
    page.Add("</p><label for=\"photos\">")
        .Add(page.Say("照片（最多 3 张）", "Photos (up to 3)"))
        .Add(
            "</label><input id=\"photos\" name=\"photos\" type=\"file\" multiple "
            "accept=\"image/jpeg,image/png,image/webp\"><fieldset><legend>")
        .Add(page.Say("您想", "You want to"))
        .Add("</legend>");
    AddRadios(page, "type",
              {{"help", page.Say("求助", "ask for help")},
               {"complaint", page.Say("投诉", "complain")},
               {"consultation", page.Say("咨询", "ask a question")},
               {"report", page.Say("举报", "report a wrong")},
               {"suggestion", page.Say("建议", "suggest")},
               {"praise", page.Say("表扬", "praise")}},
              form.type);
    page.Add("</fieldset>");
    AddInput(page, "name", page.Say("怎么称呼您？", "Your name"), form.name,
             "maxlength=\"50\" autocomplete=\"name\"");
    AddInput(page, "phone", page.Say("联系电话", "Phone"), form.phone,
             "maxlength=\"40\" type=\"tel\" autocomplete=\"tel\"");
    page.Add("<label class=\"check\"><input type=\"checkbox\" name=\"secret\" value=\"yes\"");
    if (form.secret) page.Add(" checked");
    page.Add("> ")
        .Add(page.Say("为我保密，不让承办单位知道我是谁",
                      "Keep my name from the unit that handles it"))
        .Add("</label><button>")
        .Add(page.Say("提交", "Send"))
        .Add("</button></form>");
    return page.End("/report");
}

std::string ReportedPage(const PageStyle& style, CaseId id, std::string_view code,
                         const std::vector<std::string>& lost) {
    Page page(style, "已收到您的诉求", "We have it");
    page.Add("<section class=\"slip card\"><p>")
        .Add(page.Say("请记下编号和查询码，凭它们查询进度、补充和评价。",
                      "Keep number and code: with them you follow it, add to it and rate it."))
        .Add("</p><dl><dt>")
        .Add(page.Say("编号", "Number"))
        .Add("</dt><dd id=\"number\">")
        .Add(std::to_string(id.value))
        .Add("</dd><dt>")
        .Add(page.Say("查询码", "Code"))
        .Add("</dt><dd id=\"code\">")
        .Text(code)
        .Add("</dd></dl>");
    page.Form("/follow").Hidden("number", std::to_string(id.value)).Hidden("code", code);
    page.Add("<button>").Add(page.Say("查看进度", "Follow it")).Add("</button></form></section>");
    for (const std::string& each : lost) page.Problem(each);
    return page.End("/report");
}

std::string NearPage(const PageStyle& style, const City& city, std::string_view place,
                     const std::vector<NearCase>& found, std::string_view problem) {
    Page page(style, "附近的诉求", "What others report");
    page.Problem(problem).Asking("/near");
    page.Add("<label for=\"place\">").Add(page.Say("区和街道", "District and street"));
    page.Add("</label><select id=\"place\" name=\"place\">");
    AddPlaces(page, city, place);
    page.Add("</select><button>").Add(page.Say("查看", "Show")).Add("</button></form>");
    if (place.empty() || !problem.empty()) return page.End("/near");
    if (found.empty()) {
        page.Add("<p>").Add(
            page.Say("这里最近没有别人反映的诉求。", "Nobody has reported anything here."));
        page.Add("</p>");
    }
    page.Add("<ul class=\"nears\">");
    for (const NearCase& near : found) {
        page.Add("<li class=\"card near\"><p>");
        AddNear(page, near);
        page.Add("</p>");
        page.Go("/report?place=" + std::string(place) + "&join=" + std::to_string(near.id.value),
                "class=\"go\" ", page.Say("我也遇到了", "Mine, too"));
        page.Add("</li>");
    }
    page.Add("</ul><p>");
    page.Go("/report?place=" + std::string(place), "",
            page.Say("都不是，反映新的", "Something else"));
    page.Add("</p>");
    return page.End("/near");
}

std::string FollowPage(const PageStyle& style, std::string_view number, std::string_view problem) {
    Page page(style, "查询进度", "Follow a matter");
    page.Problem(problem).Form("/follow");
    AddInput(page, "number", page.Say("编号", "Number"), number,
             "inputmode=\"numeric\" required maxlength=\"20\" autocomplete=\"off\"");
    AddInput(page, "code", page.Say("查询码", "Code"), "",
             "inputmode=\"numeric\" required maxlength=\"12\" autocomplete=\"off\"");
    page.Add("<button>").Add(page.Say("查询", "Show")).Add("</button></form>");
    return page.End("/follow");
}

std::string StatusPage(const PageStyle& style, const CitizenView& view, std::string_view code,
                       std::string_view problem) {
    Page page(style, "办理进度", "Where it stands");
    page.Problem(problem);
    const std::string_view now =
        view.steps.empty() ? std::string_view(view.state_label) : LabelOf(page, view.steps.back());
    page.Add("<section class=\"card\"><p class=\"state\">")
        .Text(page.Say(view.state_label, now))
        .Add("</p><h2>")
        .Text(view.title.empty() ? view.category_name : view.title)
        .Add("</h2><p class=\"words\">")
        .Text(view.content)
        .Add("</p><p class=\"hint\">")
        .Add(std::to_string(view.id.value))
        .Add(" ")
        .Text(view.category_name)
        .Add(" ")
        .Text(view.place_name);
    if (view.due_at) {
        page.Add(" · ").Add(page.Say("预计完成", "due")).Add(" ").Add(Clock(*view.due_at));
    }
    page.Add("</p></section>");
    if (view.may_rate) AddRating(page, view, code);
    if (view.may_supplement) AddSupplement(page, view, code);
    AddSteps(page, view);
    return page.End("/follow");
}

std::string ProblemText(const PageStyle& style, const Error& error) {
    const auto say = [&](std::string_view zh, std::string_view en) {
        return std::string(style.english ? en : zh);
    };
    if (error.code == "no_such_slip") {
        return say("编号和查询码不匹配，请核对后再试。",
                   "Number and code do not belong together; please check both.");
    }
    if (error.code == "no_such_near_case") {
        return say("那件事已经办结或不再公开，您的诉求单独办理。",
                   "That matter is closed by now; yours is handled by itself.");
    }
    if (error.code == "unknown_place") {
        return say("请选择一个街道或区。", "Please choose a street or a district.");
    }
    if (error.kind == ErrorKind::kUnavailable || error.kind == ErrorKind::kBusy) {
        return say(
            "现在有点忙，您填写的内容还在，请稍后再提交一次。",
            "We are busy just now. What you typed is still here; please send it again soon.");
    }
    if (error.code == "text_required") {
        return say("请写明发生了什么，或者还差什么。",
                   "Please say what happened, or what is missing.");
    }
    if (const auto refusal = FromCode<RefusalCode>(error.code); refusal && !style.english) {
        return std::string(Label(*refusal));
    }
    return error.for_caller;
}

}  // namespace liandong::http

// NOLINTEND(modernize-raw-string-literal)
