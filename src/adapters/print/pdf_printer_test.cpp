#include "adapters/print/pdf_printer.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/test_folder.hpp"

namespace liandong::print {
namespace {

using ::testing::HasSubstr;

/// A folder that is gone with the test, unless LIANDONG_KEEP_PRINTS says where to leave it.
class Prints {
public:
    Prints() {
        const char* kept = std::getenv("LIANDONG_KEEP_PRINTS");
        path_ = kept != nullptr ? kept : own_.emplace().Path();
    }

    [[nodiscard]] std::string Write(const std::string& bytes) const {
        const std::string file = (path_ / "document.pdf").string();
        std::ofstream(file, std::ios::binary) << bytes;
        return file;
    }
    [[nodiscard]] const std::filesystem::path& Path() const { return path_; }

private:
    std::optional<testing::TestFolder> own_;
    std::filesystem::path path_;
};

std::string OutputOf(const std::string& command) {
    std::string output;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return output;
    std::array<char, 4096> piece{};
    for (std::size_t got = 1; got > 0;) {
        got = std::fread(piece.data(), 1, piece.size(), pipe);
        output.append(piece.data(), got);
    }
    EXPECT_EQ(::pclose(pipe), 0) << command;
    return output;
}

std::string TextOf(const std::string& bytes) {
    const Prints prints;
    return OutputOf("pdftotext -layout " + prints.Write(bytes) + " -");
}

int PagesOf(const std::string& bytes) {
    const Prints prints;
    const std::string told = OutputOf("pdfinfo " + prints.Write(bytes));
    const auto at = told.find("Pages:");
    return at == std::string::npos ? 0 : std::atoi(told.c_str() + at + 6);
}

Paper Order() {
    Paper order;
    order.issuer = "海口市12345市民服务智慧联动平台";
    order.number = "市12345督〔2026〕7号";
    order.title = "督办单";
    order.footer = "督办单 市12345督〔2026〕7号";
    order.made_at = FromMillis(1'767'225'600'000);
    order.blocks.emplace_back(PaperFields{{{"承办单位", "琼山区人民政府"},
                                           {"工单编号", "202601010000001"},
                                           {"督办级别", "橙色"},
                                           {"办理时限", "3 个工作日"}}});
    order.blocks.emplace_back(PaperHeading{"一、督办事项", 1});
    order.blocks.emplace_back(PaperParagraph{
        "市民反映某小区顶层住户违法搭建铁皮棚，此前两次交办均未解决（第一次以“已劝导”答复，第二次逾"
        "期）。"
        "请你单位到现场核实，依法处理，并于 2026 年 1 月 8 日前书面答复，由主要负责人签字。"});
    PaperTable rounds{{{"时间", 2, CellAlign::kCentre},
                       {"承办单位", 2, CellAlign::kStart},
                       {"结果", 4, CellAlign::kStart},
                       {"用时（工作小时）", 2, CellAlign::kEnd}},
                      {{"2026-01-02", "某某街道办事处", "已劝导当事人，答应自行拆除", "16.5"},
                       {"2026-01-05", "琼山区综合行政执法局", "逾期未反馈", "—"}}};
    order.blocks.emplace_back(std::move(rounds));
    order.blocks.emplace_back(PaperSignatures{{"签发人", "承办单位负责人"}});
    order.blocks.emplace_back(PaperSeal{"海口市12345市民服务智慧联动平台", "2026 年 1 月 5 日"});
    return order;
}

class PdfPrinter : public ::testing::Test {
protected:
    std::string MustPrint(const Paper& document) {
        auto printed = printer_->Print(document);
        EXPECT_TRUE(printed) << printed.error().code;
        return printed ? *printed : "";
    }
    std::unique_ptr<DocumentPrinter> printer_ = MakePdfPrinter();
};

TEST_F(PdfPrinter, ASupervisionOrderIsOnePageWithAllItsWords) {
    const std::string bytes = MustPrint(Order());
    EXPECT_EQ(PagesOf(bytes), 1);
    const std::string text = TextOf(bytes);
    for (const char* said : {"督办单", "承办单位：琼山区人民政府", "一、督办事项", "逾期未反馈",
                             "签发人", "（盖章处）"}) {
        EXPECT_THAT(text, HasSubstr(said));
    }
}

// The picture is mostly paper, has ink, and has the red of the head.
TEST_F(PdfPrinter, TheRenderedPageLooksLikeOne) {
    const Prints prints;
    const std::string file = prints.Write(MustPrint(Order()));
    OutputOf("pdftoppm -r 60 " + file + " " + (prints.Path() / "page").string());
    std::ifstream image(prints.Path() / "page-1.ppm", std::ios::binary);
    std::string magic;
    int width = 0;
    int height = 0;
    int most = 0;
    image >> magic >> width >> height >> most;
    image.get();
    ASSERT_EQ(magic, "P6");
    EXPECT_NEAR(width, 496, 2);
    EXPECT_NEAR(height, 702, 2);
    std::int64_t ink = 0;
    std::int64_t red = 0;
    for (int i = 0; i < width * height; ++i) {
        std::array<char, 3> rgb{};
        image.read(rgb.data(), 3);
        const auto r = static_cast<unsigned char>(rgb[0]);
        const auto g = static_cast<unsigned char>(rgb[1]);
        if (g < 128) ++ink;
        if (r > 180 && g < 60) ++red;
    }
    EXPECT_GT(ink, width * height / 100);
    EXPECT_LT(ink, width * height / 5);
    EXPECT_GT(red, 300);
}

TEST_F(PdfPrinter, ALongTableRepeatsItsHeadOnEveryPage) {
    Paper report;
    report.title = "月度报告";
    PaperTable table{{{"序号", 1, CellAlign::kCentre}, {"内容", 5, CellAlign::kStart}}, {}};
    for (int i = 1; i <= 120; ++i) table.rows.push_back({std::to_string(i), "按时办结率"});
    report.blocks.emplace_back(std::move(table));
    const std::string bytes = MustPrint(report);
    const int pages = PagesOf(bytes);
    EXPECT_GE(pages, 3);
    const std::string text = TextOf(bytes);
    int heads = 0;
    for (auto at = text.find("序号"); at != std::string::npos; at = text.find("序号", at + 1))
        ++heads;
    EXPECT_EQ(heads, pages);
    EXPECT_THAT(text, HasSubstr("120"));
}

TEST_F(PdfPrinter, ARowLongerThanAPageGoesOnOnTheNext) {
    Paper report;
    report.title = "答复";
    std::string answer;
    for (int i = 0; i < 3000; ++i) answer += "情况属实。";
    report.blocks.emplace_back(
        PaperTable{{{"项", 1, {}}, {"答复", 5, {}}}, {{"一", answer + "完毕"}}});
    const std::string bytes = MustPrint(report);
    EXPECT_GT(PagesOf(bytes), 5);
    EXPECT_THAT(TextOf(bytes), HasSubstr("完毕"));
}

TEST_F(PdfPrinter, TheSameDocumentPrintsTheSameBytes) {
    EXPECT_EQ(MustPrint(Order()), MustPrint(Order()));
}

TEST_F(PdfPrinter, RefusesWhatIsNoText) {
    Paper document;
    document.title = "坏\xFF";
    EXPECT_EQ(printer_->Print(document).error().code, "bad_text");
    document.title = std::string("零\0", 4);
    EXPECT_EQ(printer_->Print(document).error().code, "bad_text");
    document.title = "表";
    document.blocks.emplace_back(PaperTable{{{"一", 1, {}}}, {{"甲", "乙"}}});
    EXPECT_EQ(printer_->Print(document).error().code, "too_many_cells");
}

TEST_F(PdfPrinter, GivesUpOnABookWithoutEnd) {
    Paper document;
    document.title = "过长";
    std::string line = "字\n";
    std::string text;
    for (int i = 0; i < 120'000; ++i) text += line;
    document.blocks.emplace_back(PaperParagraph{text, true, false});
    EXPECT_EQ(printer_->Print(document).error().code, "document_too_long");
}

}  // namespace
}  // namespace liandong::print
