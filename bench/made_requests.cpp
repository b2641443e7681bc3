#include "made_requests.hpp"

#include <array>
#include <fstream>
#include <sstream>

#include "http_client.hpp"

namespace liandong::bench {
namespace {

std::vector<std::string> Split(const std::string& line, char at) {
    std::vector<std::string> parts;
    std::istringstream in(line);
    for (std::string part; std::getline(in, part, at);) parts.push_back(part);
    return parts;
}

std::vector<std::vector<std::string>> RowsOf(const std::string& path) {
    std::ifstream in(path);
    if (!in) Die("cannot read " + path);
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(in, line);  // the names of the columns
    while (std::getline(in, line)) rows.push_back(Split(line, ','));
    return rows;
}

// What varies from request to request, always the same for the same number.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t Below(std::uint64_t count) {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t x = state_;
        x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
        return (x ^ (x >> 31U)) % count;
    }
    template <class Items>
    const auto& Of(const Items& items) {
        return items[Below(items.size())];
    }

private:
    std::uint64_t state_;
};

constexpr std::array kWhen{"今天早上", "昨天晚上", "近一周以来", "从上个月开始", "每天凌晨",
                           "周末两天", "下班高峰", "节后这几天", "连续三个晚上", "前天中午"};
constexpr std::array kWhere{"小区北门", "菜市场对面", "公交站旁",   "三单元楼道",
                            "学校门口", "临街铺面前", "地下车库",   "幼儿园围墙边",
                            "河堤步道", "十字路口",   "工地出入口", "居民楼后面"};
constexpr std::array kEffect{"老人和孩子出行很不方便", "噪声很大影响休息",
                             "车辆绕行造成拥堵",       "气味难闻不敢开窗",
                             "已经有人因此摔倒",       "多次向物业反映没有结果",
                             "商户的生意受到很大影响", "下雨天积水进到一楼",
                             "担心发生安全事故",       "邻居之间因此争吵过好几次"};
constexpr std::array kWish{"希望尽快派人到现场处理", "请相关部门核实后答复",  "要求明确整改时间",
                           "希望说明处理依据和进度", "请给出长期的解决办法",  "希望加强巡查",
                           "请电话回复办理结果",     "要求依法处理并告知结果"};

}  // namespace

MadeRequests::MadeRequests(const std::string& profile, std::uint64_t seed) : seed_(seed) {
    for (const auto& row : RowsOf(profile + "/categories.csv")) {
        if (row.size() > 9) categories_.push_back({row[0], row[5], Split(row[9], '|')});
    }
    for (const auto& row : RowsOf(profile + "/places.csv")) {
        if (row.size() > 2 && (row[2] == "community" || row[2] == "street"))
            places_.push_back({row[0], row[1]});
    }
    std::erase_if(categories_, [](const Category& category) { return category.words.empty(); });
    if (categories_.empty() || places_.empty()) Die("no categories or places in " + profile);
}

MadeRequest MadeRequests::Make(std::uint64_t n) const {
    Dice dice(seed_ * 1'000'003 + n * 7'919);
    const Category& category = dice.Of(categories_);
    const Place& place = dice.Of(places_);
    const std::string& word = dice.Of(category.words);
    const std::string house = std::to_string(1 + dice.Below(380)) + "号";
    MadeRequest made;
    made.type = category.type;
    made.place = place.code;
    if (dice.Below(10) >= 3) made.category = category.code;
    made.phone = "100" + std::to_string(10'000'000 + dice.Below(90'000'000));
    made.title = place.name + word;
    made.address = place.name + house;
    made.content = std::string("市民反映") + dice.Of(kWhen) + "在" + made.address +
                   dice.Of(kWhere) + "有" + word + "的情况，" + dice.Of(kEffect);
    if (dice.Below(2) == 0) made.content += std::string("，而且") + dice.Of(kEffect);
    made.content +=
        "。已持续" + std::to_string(1 + dice.Below(40)) + "天，" + dice.Of(kWish) + "。";
    return made;
}

std::string MadeRequests::Body(std::uint64_t n) const {
    const MadeRequest made = Make(n);
    std::string body =
        R"({"channel":"phone","type":")" + made.type + R"(","place":")" + made.place + "\",";
    if (!made.category.empty()) body += R"("category":")" + made.category + "\",";
    body += R"("caller":{"name":"测试来电人","phone":")" + made.phone +
            R"("},"narrative":{"title":")" + made.title + R"(","content":")" + made.content +
            R"(","address":")" + made.address + R"("},"dispatch":true})";
    return body;
}

}  // namespace liandong::bench
