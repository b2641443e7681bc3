#include "app/simulate_texts.hpp"

#include <array>
#include <span>

namespace liandong {
namespace {

using namespace std::string_view_literals;
using Words = std::span<const std::string_view>;

constexpr std::array kSurnames{"陈"sv, "林"sv, "王"sv, "李"sv, "黄"sv, "吴"sv, "张"sv, "符"sv,
                               "周"sv, "郑"sv, "符"sv, "许"sv, "云"sv, "冯"sv, "韩"sv, "邢"sv,
                               "何"sv, "谢"sv, "曾"sv, "蔡"sv, "潘"sv, "苏"sv, "邓"sv, "罗"sv,
                               "梁"sv, "唐"sv, "叶"sv, "卢"sv, "庄"sv, "薛"sv};
constexpr std::array kStems{"甲"sv, "乙"sv, "丙"sv, "丁"sv, "戊"sv,
                            "己"sv, "庚"sv, "辛"sv, "壬"sv, "癸"sv};
constexpr std::array kBranches{"子"sv, "丑"sv, "寅"sv, "卯"sv, "辰"sv, "巳"sv,
                               "午"sv, "未"sv, "申"sv, "酉"sv, "戌"sv, "亥"sv};

// Roads and quarters of no city: two signs that do not meet on a real plate, and a kind.
constexpr std::array kRoadFronts{"椰风"sv, "海澜"sv, "云帆"sv, "晴沙"sv, "听潮"sv,
                                 "金榕"sv, "碧荷"sv, "南珊"sv, "明渚"sv, "长汀"sv,
                                 "银鸥"sv, "映月"sv, "青屿"sv, "望澜"sv, "玉椰"sv,
                                 "锦帆"sv, "星汐"sv, "芳洲"sv, "澄湾"sv, "蓝礁"sv};
constexpr std::array kRoadBacks{"路"sv,   "一路"sv, "二路"sv, "东路"sv, "西路"sv,
                                "南街"sv, "北街"sv, "巷"sv,   "大道"sv, "横路"sv};
constexpr std::array kEstateBacks{"花园"sv, "小区"sv, "雅苑"sv, "新村"sv,
                                  "公寓"sv, "家园"sv, "名邸"sv, "湾畔"sv};
constexpr std::array kSpots{"小区北门"sv,     "菜市场门口"sv, "公交站旁"sv,     "学校门口"sv,
                            "地下车库入口"sv, "3栋楼下"sv,    "路口红绿灯处"sv, "便利店对面"sv,
                            "人行道上"sv,     "消防通道"sv,   "工地围挡旁"sv,   "河堤边"sv,
                            "农贸市场侧门"sv, "停车场出口"sv};
constexpr std::array kSince{"昨天开始"sv,     "已经三天"sv,   "一个多星期"sv, "上个月开始"sv,
                            "快半年"sv,       "从国庆节后"sv, "反反复复"sv,   "每个周末"sv,
                            "今天早上开始"sv, "大半年"sv};
constexpr std::array kTimes{
    "每天晚上十一点以后"sv, "凌晨两点左右"sv,   "早上六点多"sv, "中午休息时间"sv, "下班高峰期"sv,
    "周末全天"sv,           "晚上八点到十点"sv, "深夜"sv,       "清晨"sv,         "傍晚"sv};
constexpr std::array kEffects{"老人小孩没法休息"sv, "进出非常不方便"sv,     "存在安全隐患"sv,
                              "影响正常营业"sv,     "孩子没法写作业"sv,     "已经有人摔倒"sv,
                              "味道很大不敢开窗"sv, "车辆只能逆行绕过去"sv, "消防车进不来"sv,
                              "大家意见都很大"sv,   "连救护车都过不去"sv,   "家里开着窗就受不了"sv};
constexpr std::array kTried{"我们找过物业，没有结果"sv,      "之前打过一次电话，好了两天又这样"sv,
                            "跟对方沟通过，对方不理"sv,      "也找过居委会，说管不了"sv,
                            "在业主群里反映了很多次"sv,      "已经拍了照片，可以提供"sv,
                            "之前回复说处理了，但没有改善"sv};
constexpr std::array kWishes{"希望有关部门尽快处理"sv,   "请尽快派人到现场看看"sv,
                             "希望给个明确的答复时间"sv, "要求核实并依法处理"sv,
                             "希望处理后回个电话"sv,     "请尽快恢复"sv,
                             "希望彻底解决，不要反复"sv, "请协调双方解决"sv};
constexpr std::array kOpenings{""sv,
                               "您好，"sv,
                               "你好，我想反映一个问题，"sv,
                               "我是附近的居民，"sv,
                               "麻烦登记一下，"sv,
                               "您好，我要反映，"sv,
                               "我第一次打这个电话，"sv,
                               "又要麻烦你们了，"sv,
                               "喂，12345吗，"sv,
                               "代我父亲反映，"sv,
                               "我是业主，"sv,
                               "我是路过的市民，"sv};
constexpr std::array kAsk{"需要带什么材料"sv, "在哪里办理"sv,       "能不能网上办"sv,
                          "多久能办好"sv,     "今年的标准是多少"sv, "外地户口可以办吗"sv,
                          "要本人去吗"sv,     "费用是多少"sv,       "有没有年龄限制"sv,
                          "周末上班吗"sv,     "单位没给办怎么办"sv, "办到一半要换地方怎么办"sv};
constexpr std::array kMaterials{"身份证和户口本"sv, "劳动合同"sv, "购房合同"sv, "营业执照"sv,
                                "社保缴费记录"sv,   "行驶证"sv,   "银行流水"sv, "结婚证"sv,
                                "居住证明"sv,       "学位证书"sv};

// {a} road and number, {e} quarter, {s} spot, {t} time of day, {d} since when, {f} effect, {k} the
// citizen's word for it, {c} the category, {m} papers, {q} question, {n} a number, {p} the place,
// {r} what was tried.
struct Topic {
    std::string_view prefix;  ///< of the category's code
    Words said;
};
constexpr std::array kMoveCar{
    "有一辆车堵在{a}{s}，我的车出不来，车上没留电话，请帮忙联系车主挪车"sv,
    "{e}{s}被一辆白色小车堵住了，{f}，请通知车主挪一下"sv,
    "我停在{e}，前面横着一辆面包车，等了{n}分钟了，麻烦帮忙挪车"sv,
    "{s}有一辆黑色轿车挡住出口，急着送孩子上学，请联系车主"sv,
    "{a}门口车被堵，打不通挪车电话，请帮忙"sv,
    "急，要去医院，{e}{s}的车挡住了，请马上联系车主挪车"sv,
    "{s}并排停了两辆车，我的货车进不去，请帮忙挪车"sv};
constexpr std::array kNoise{"{a}{s}{t}{k}，{d}，{f}"sv,
                            "{e}旁边{k}，{t}特别吵，{f}"sv,
                            "{t}还在响，就是{a}那边{k}，{d}了"sv,
                            "{e}{n}栋对面{k}，{t}声音特别大，{f}"sv,
                            "反映{p}{a}{k}，{t}不停，家里有高考生"sv,
                            "{a}{k}，投诉后停了两天，{d}又开始了"sv,
                            "{s}的{k}从{t}响到半夜，{f}"sv};
constexpr std::array kFitout{"{e}{n}楼{t}装修，电钻声不停，{f}"sv,
                             "楼上邻居{d}装修，{t}就开始砸墙，{f}"sv,
                             "{e}{n}栋周末装修，物业说管不了，{f}"sv};
constexpr std::array kParking{"{a}{s}{k}，{t}最严重，{f}"sv,  "{e}门口两边停满了车，{k}，{f}"sv,
                              "{s}{d}{k}，{f}，没有人管"sv,   "{a}路边划了禁停线，{t}还是{k}"sv,
                              "举报{a}{s}{k}，车很多，{f}"sv, "{p}{a}{k}，公交车都进不了站"sv};
constexpr std::array kProperty{"{e}{k}，{d}，{f}"sv,
                               "{e}物业{k}，业主反映多次没人处理，{f}"sv,
                               "住在{e}{n}栋，{k}，{d}没人管"sv,
                               "{e}{k}，物业说要等，等了{n}天"sv,
                               "反映{e}{s}{k}，{f}"sv,
                               "{e}的物业公司{k}，要求公示账目"sv,
                               "{e}{n}号楼{k}，老人上下楼困难"sv};
constexpr std::array kSocialInsurance{"想问一下{c}，{q}"sv,
                                      "我{d}停缴了社保，{c}怎么办，{q}"sv,
                                      "我有{m}，办{c}{q}"sv,
                                      "灵活就业想了解{c}，{q}"sv,
                                      "换了单位，{c}要重新办吗，{q}"sv,
                                      "帮家里老人问{c}，{q}"sv,
                                      "在手机上办{c}提示失败，{q}"sv,
                                      "{c}，{q}，需要{m}吗"sv};
constexpr std::array kVehicles{
    "{c}，{q}"sv,           "我的驾驶证快到期了，{c}{q}"sv, "想预约{c}，{q}"sv,
    "外地车牌办{c}，{q}"sv, "车子是公司名下的，{c}{q}"sv,   "已经交了{m}，{c}什么时候有结果"sv};
constexpr std::array kBusiness{"我们是{p}的一家小公司，{c}，{q}"sv, "公司想办{c}，已经有{m}，{q}"sv,
                               "个体户，{c}{q}"sv, "我们厂{d}遇到{k}的问题，希望协调"sv,
                               "企业申报{c}，系统显示待审核{n}天了，{q}"sv};
constexpr std::array kTalent{"我是{d}来的毕业生，{c}{q}"sv, "{c}需要{m}吗，{q}"sv,
                             "配偶随迁，{c}{q}"sv, "想咨询{c}，本科毕业{n}年了，{q}"sv,
                             "{c}已经提交{n}天了，{q}"sv};
constexpr std::array kFund{"公积金的事情，{c}，{q}"sv, "{c}要带{m}吗"sv, "想用公积金，{c}，{q}"sv,
                           "离职{n}个月，{c}{q}"sv, "夫妻两个人一起办{c}，{q}"sv};
constexpr std::array kDeveloper{
    "{e}开发商{k}，{d}，业主有{n}户"sv, "买了{e}的房子，{k}，{d}，开发商一直拖"sv,
    "{e}合同约定{n}月交房，现在{k}"sv, "{e}宣传时说有学校，实际{k}，要求处理"sv,
    "{e}{n}栋{k}，验房就发现了，开发商不修"sv};
constexpr std::array kWater{"{e}{d}{k}，{f}"sv, "{a}一带{k}，什么时候能恢复"sv,
                            "{e}{n}楼{k}，物业说不归他们管"sv, "{a}{s}{k}，水流了一路"sv};
constexpr std::array kPower{"{e}{k}，{d}，天太热了"sv, "{a}附近{t}{k}，{f}"sv,
                            "{e}{n}栋{k}，什么时候来电"sv, "店里{k}，冰柜里的东西都要坏了"sv};
constexpr std::array kWages{"在{a}的工地干活，{k}，{d}没结"sv, "公司{k}，一共{n}个人，{d}了"sv,
                            "{e}旁边的饭店{k}，老板不接电话"sv, "离职后{k}，有{m}可以证明"sv};
constexpr std::array kConsumer{"在{a}的店里消费，{k}，商家不退"sv, "{d}买的东西，{k}，有{m}"sv,
                               "{s}那家店{k}，要求退款"sv, "{a}的商家{k}，现在电话打不通"sv};
constexpr std::array kTopics{
    Topic{"010803"sv, kMoveCar}, Topic{"01070"sv, kNoise},    Topic{"010912"sv, kFitout},
    Topic{"01080"sv, kParking},  Topic{"0109"sv, kProperty},  Topic{"0202"sv, kSocialInsurance},
    Topic{"0306"sv, kVehicles},  Topic{"0212"sv, kBusiness},  Topic{"0311"sv, kTalent},
    Topic{"0312"sv, kFund},      Topic{"0110"sv, kDeveloper}, Topic{"0301"sv, kWater},
    Topic{"0302"sv, kPower},     Topic{"0201"sv, kWages},     Topic{"0208"sv, kConsumer}};

constexpr std::array kTrouble{"{a}{s}{k}，{d}，{f}"sv,
                              "{e}附近{k}，{t}最明显，{f}"sv,
                              "{p}{a}{k}，{f}"sv,
                              "反映{s}{k}，{d}没人处理"sv,
                              "{e}{n}栋{k}，{f}，{r}"sv,
                              "{t}路过{a}，发现{k}，{f}"sv,
                              "我家住{e}，{k}，{d}，{f}"sv,
                              "{a}{k}，之前处理过，{d}又出现"sv,
                              "{s}{k}，上次有人来看了没修，{f}"sv,
                              "{a}到{e}这一段{k}，{t}，{f}"sv,
                              "{e}{s}{k}，{f}，附近老人多"sv,
                              "发现{a}{s}{k}，怕出事，{f}"sv};
constexpr std::array kQuestion{"想咨询一下{c}，{q}"sv,        "请问{c}{q}"sv,
                               "{c}，我手上有{m}，{q}"sv,     "帮家里人问问{c}，{q}"sv,
                               "网上看到{c}有新规定，{q}"sv,  "外地来的，不太清楚{c}，{q}"sv,
                               "{c}办了{n}天还没消息，{q}"sv, "去了一趟没办成，{c}{q}"sv,
                               "想知道{c}的条件，{q}"sv,      "{p}这边办{c}，{q}"sv,
                               "{c}，{q}，要不要{m}"sv};
constexpr std::array kPraise{
    "表扬{p}的工作人员，{k}办得又快又好"sv, "上次打电话反映的事情第二天就解决了，感谢你们"sv,
    "{a}的窗口工作人员很耐心，特别感谢"sv,  "谢谢网格员冒雨帮忙，我们{e}的居民都很感动"sv,
    "感谢接线员，{c}的事情讲得很清楚"sv,    "{s}的问题修好了，给处理的同志点个赞"sv};
constexpr std::array kIdea{"建议在{a}{s}增加设施，{c}"sv,   "{p}人口多，建议{c}"sv,
                           "{e}附近没有，希望{c}，{f}"sv,   "{t}人流量大，建议{c}"sv,
                           "关于{c}，建议先听听居民意见"sv, "{a}一带建议{c}，很多人都有这个想法"sv};
constexpr std::array kSecondVoice{
    "{a}这个事情我也要反映，{d}了，{f}"sv, "我也是那里的住户，{k}，{f}"sv,
    "跟邻居反映的是同一件事，{k}，{d}"sv, "{k}，听说有人打过电话了，还是没好，{f}"sv,
    "再反映一次，{k}，{t}更严重"sv};

constexpr std::array kDeskAnswerWords{"已按知识库向来电人说明{c}的办理条件和材料，来电人表示清楚"sv,
                                      "已告知{c}的办理地点、时间和网上办理方式"sv,
                                      "已三方通话请业务部门解答{c}，来电人无其他问题"sv,
                                      "已电话通知车主，来电人表示车辆已驶离"sv,
                                      "已查询进度并告知来电人，{c}在办理时限内"sv,
                                      "已解释{c}相关政策，来电人表示理解"sv};
constexpr std::array kDeclineWords{"来电人反映的事项不属于热线受理范围，已说明并指引渠道"sv,
                                   "经核实属于其他法定途径处理的事项，已告知"sv,
                                   "反映内容不属于本市职责，已告知当地联系方式"sv};
constexpr std::array kDeclineNoteWords{"理由成立，同意不予受理"sv, "请再核实是否可以先行协调"sv,
                                       "同意"sv};
constexpr std::array kHandOverWords{"情况紧急，已一键转接，保持通话至对方接警"sv,
                                    "已转接并记录警情编号以便回访"sv,
                                    "已转接抢修专线，对方已受理"sv};
constexpr std::array kSupplementQuestionWords{
    "请补充具体门牌号和发生时间"sv, "请补充合同或付款凭证"sv, "请说明车辆所在的具体位置"sv,
    "请提供现场照片或准确地点"sv};
constexpr std::array kSupplementWords{"补充：在{s}，{t}最明显"sv, "补充了门牌号，具体在{n}号楼"sv,
                                      "补充：已上传凭证和照片"sv,
                                      "补充：联系人在家，随时可以到现场"sv};
constexpr std::array kReturnBasisWords{
    "依据职责清单，{c}由属地管理，我单位无执法权"sv, "该路段已移交，管养责任不在我单位"sv,
    "经现场核实，权属为其他单位，附移交清单"sv, "按照派单目录，此类事项主办为行业主管部门"sv};
constexpr std::array kReturnNoteWords{
    "职责依据成立，同意改派"sv, "依据不足，请先行办理，先办后议"sv,
    "经核实属你单位职责，不同意退单"sv, "同意退单，已与拟承办单位沟通"sv};
constexpr std::array kExtensionReasonWords{
    "需采购配件，预计三个工作日到货"sv, "涉及多户协商，需要再次召开协调会"sv,
    "现场需要第三方检测，报告尚未出具"sv, "连日降雨无法施工，申请延期"sv};
constexpr std::array kExtensionNoteWords{"同意延期，请向群众说明"sv, "同意，请按期办结"sv,
                                         "理由不充分，不同意延期"sv, "同意，注意中间答复"sv};
constexpr std::array kPauseNoteWords{"已进入法定鉴定程序，暂停计时"sv,
                                     "行政处罚听证期间暂停计时"sv};
constexpr std::array kContactNoteWords{"已电话联系来电人，约定{t}到现场"sv,
                                       "联系上来电人，核实了情况"sv, "电话无人接听，已发短信"sv,
                                       "已上门与来电人当面沟通"sv};
constexpr std::array kDoneWords{
    "已派{n}名工作人员到现场核实并处理，{c}问题已整改，现场照片已留存"sv,
    "现场检查属实，责令当事人立即整改，已复查"sv,
    "已修复并恢复使用，安排专人巡查"sv,
    "已组织双方调解，达成一致意见"sv,
    "经查已约谈负责人，限期{n}日内整改"sv,
    "已向来电人解释政策，协助完成申请"sv};
constexpr std::array kReplyWords{"您好，您反映的{c}问题我们已到现场核实处理，感谢监督"sv,
                                 "您好，关于{c}，已责令整改到位，如再出现请随时联系"sv,
                                 "您好，经核实，您的申请已受理，预计{n}个工作日内办结"sv,
                                 "您好，已修复完毕，给您带来不便敬请谅解"sv,
                                 "您好，{c}涉及历史原因，我们已列入计划并会持续跟进"sv};
constexpr std::array kOverruleWords{"协办单位意见已电话核实，群众急需答复，先行反馈"sv,
                                    "协办部分不影响办理结果，后续补充"sv};
constexpr std::array kReviewNoteWords{"答复要点齐全，同意"sv, "事实清楚，同意进入回访"sv,
                                      "要素完整"sv};
constexpr std::array kSentBackWords{"未附现场照片，请补充"sv, "答非所问，请针对诉求逐项答复"sv,
                                    "未联系来电人，请联系后再反馈"sv,
                                    "整改措施不具体，请写明完成时间"sv};
constexpr std::array kOpinionGoodWords{"很满意，处理得很快"sv, "问题解决了，谢谢"sv,
                                       "基本满意，希望保持"sv, "工作人员态度很好"sv};
constexpr std::array kOpinionBadWords{"问题没有解决，要求继续处理"sv, "只是打了电话，没有到现场"sv,
                                      "处理两天又恢复原样，要求重办"sv, "答复的内容和实际不一样"sv};
constexpr std::array kUnreachedWords{"电话无人接听"sv, "关机"sv, "拒接，已发短信"sv,
                                     "正在通话中，稍后再拨"sv};
constexpr std::array kMergeWords{"同一地点同一事项，并入已有工单"sv,
                                 "经核实为同一诉求，合并办理"sv};
constexpr std::array kVoidWords{"来电人误拨，无诉求内容"sv, "测试来电，作废"sv, "重复登记，作废"sv};
constexpr std::array kNoteWords{"来电人再次来电询问进度，已告知"sv, "来电人补充联系方式"sv,
                                "已提醒承办单位注意时限"sv};
constexpr std::array kRemindWords{"群众再次来电催促，请尽快办理"sv, "临近时限，请抓紧办理并反馈"sv};

Words OfficeWords(OfficeText kind) {
    switch (kind) {
        case OfficeText::kDeskAnswer: return kDeskAnswerWords;
        case OfficeText::kDecline: return kDeclineWords;
        case OfficeText::kDeclineNote: return kDeclineNoteWords;
        case OfficeText::kHandOver: return kHandOverWords;
        case OfficeText::kSupplementQuestion: return kSupplementQuestionWords;
        case OfficeText::kSupplement: return kSupplementWords;
        case OfficeText::kReturnBasis: return kReturnBasisWords;
        case OfficeText::kReturnNote: return kReturnNoteWords;
        case OfficeText::kExtensionReason: return kExtensionReasonWords;
        case OfficeText::kExtensionNote: return kExtensionNoteWords;
        case OfficeText::kPauseNote: return kPauseNoteWords;
        case OfficeText::kContactNote: return kContactNoteWords;
        case OfficeText::kDone: return kDoneWords;
        case OfficeText::kReply: return kReplyWords;
        case OfficeText::kOverrule: return kOverruleWords;
        case OfficeText::kReviewNote: return kReviewNoteWords;
        case OfficeText::kSentBack: return kSentBackWords;
        case OfficeText::kOpinionGood: return kOpinionGoodWords;
        case OfficeText::kOpinionBad: return kOpinionBadWords;
        case OfficeText::kUnreached: return kUnreachedWords;
        case OfficeText::kMerge: return kMergeWords;
        case OfficeText::kVoid: return kVoidWords;
        case OfficeText::kNote: return kNoteWords;
        case OfficeText::kRemind: return kRemindWords;
    }
    return kNoteWords;
}

std::string Road(SeededRandom& random) {
    return std::string(random.Pick(kRoadFronts)) + std::string(random.Pick(kRoadBacks));
}

// What the slots of one text stand for; drawn once, so that a text speaks of one place.
struct Setting {
    std::string address;
    std::string estate;
    std::string keyword;
    std::string category;
    std::string place;
};

Setting Imagine(SeededRandom& random, const Category& category, std::string_view place_name) {
    Setting setting;
    setting.address = Road(random) + std::to_string(random.Between(1, 298)) + "号";
    setting.estate = std::string(random.Pick(kRoadFronts)) + std::string(random.Pick(kEstateBacks));
    setting.keyword = category.keywords.empty() ? category.name : random.Pick(category.keywords);
    setting.category = category.name;
    setting.place = place_name;
    return setting;
}

void AppendSlot(std::string& out, char slot, SeededRandom& random, const Setting& setting) {
    switch (slot) {
        case 'a': out += setting.address; return;
        case 'e': out += setting.estate; return;
        case 'k': out += setting.keyword; return;
        case 'c': out += setting.category; return;
        case 'p': out += setting.place; return;
        case 's': out += random.Pick(kSpots); return;
        case 't': out += random.Pick(kTimes); return;
        case 'd': out += random.Pick(kSince); return;
        case 'f': out += random.Pick(kEffects); return;
        case 'm': out += random.Pick(kMaterials); return;
        case 'q': out += random.Pick(kAsk); return;
        case 'r': out += random.Pick(kTried); return;
        case 'n': out += std::to_string(random.Between(2, 32)); return;
        default: out.push_back(slot); return;
    }
}

std::string Fill(SeededRandom& random, std::string_view pattern, const Setting& setting) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool is_slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
        if (is_slot) {
            AppendSlot(out, pattern[i + 1], random, setting);
            i += 2;
        } else {
            out.push_back(pattern[i]);
        }
    }
    return out;
}

Words PatternsFor(const Category& category, RequestType type) {
    if (type == RequestType::kPraise) return kPraise;
    if (type == RequestType::kSuggestion) return kIdea;
    for (const Topic& topic : kTopics) {
        const bool is_asking = type == RequestType::kConsultation && category.usual_type != type;
        if (!is_asking && category.code.value.starts_with(topic.prefix)) return topic.said;
    }
    return type == RequestType::kConsultation ? Words(kQuestion) : Words(kTrouble);
}

}  // namespace

Caller InventCaller(std::uint64_t number, const City& city) {
    constexpr std::size_t kTailDigits = 4;
    SeededRandom random(0x12345, number);
    Caller caller;
    caller.name = std::string(random.Pick(kSurnames)) + "某" + std::string(random.Pick(kStems)) +
                  std::string(random.Pick(kBranches));
    std::string prefix = "0000-0000";
    if (!city.staff.empty() && city.staff.front().phone.size() > kTailDigits) {
        prefix = city.staff.front().phone;
        prefix.resize(prefix.size() - kTailDigits);
    }
    const std::string tail = std::to_string(random.Between(10'000, 19'999));
    caller.phone = prefix + tail.substr(1);
    caller.sex = random.Chance(480) ? "女" : "男";
    return caller;
}

Narrative ComposeNarrative(SeededRandom& random, const Category& category, RequestType type,
                           std::string_view place_name) {
    const Setting setting = Imagine(random, category, place_name);
    const Words patterns = PatternsFor(category, type);
    Narrative narrative;
    narrative.content =
        std::string(random.Pick(kOpenings)) + Fill(random, random.Pick(patterns), setting);
    const bool is_trouble = type != RequestType::kConsultation && type != RequestType::kPraise;
    if (is_trouble) {
        narrative.address = setting.place + setting.address;
        narrative.wish = random.Pick(kWishes);
        narrative.title = setting.address + setting.keyword;
        if (random.Chance(300)) narrative.content += Fill(random, "{r}。", setting);
    } else {
        narrative.title = (type == RequestType::kPraise ? "表扬" : "咨询") + setting.category;
    }
    return narrative;
}

Narrative ComposeSecondVoice(SeededRandom& random, const Narrative& first) {
    Narrative second = first;
    const Setting setting{first.address, "", first.title, first.title, ""};
    second.content =
        std::string(random.Pick(kOpenings)) + Fill(random, random.Pick(kSecondVoice), setting);
    second.wish = random.Pick(kWishes);
    return second;
}

std::string ComposeOfficeText(SeededRandom& random, OfficeText kind,
                              std::string_view category_name) {
    Setting setting;
    setting.category = category_name;
    return Fill(random, random.Pick(OfficeWords(kind)), setting);
}

}  // namespace liandong
