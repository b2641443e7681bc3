#include "adapters/import/open_source.hpp"

#include <fstream>
#include <system_error>
#include <utility>

#include "adapters/import/csv_source.hpp"

namespace liandong::import {
namespace {

void AppendQuoted(std::string& out, std::string_view text) {
    out.push_back('"');
    for (const char c : text) {
        if (c == '"') out.push_back('"');
        out.push_back(c);
    }
    out.push_back('"');
}

class RejectsFile final : public RejectSink {
public:
    explicit RejectsFile(std::filesystem::path file) : path_(std::move(file)) {}

    Result<void> Write(const ImportFault& fault, std::string_view raw) override {
        std::string text;
        if (!file_.is_open()) {
            file_.open(path_, std::ios::binary | std::ios::trunc);
            text = "line,column,reason,row\r\n";
        }
        text += std::to_string(fault.line) + "," + std::to_string(fault.column) + ",";
        AppendQuoted(text, fault.reason);
        text.push_back(',');
        AppendQuoted(text, raw);
        text += "\r\n";
        file_.write(text.data(), static_cast<std::streamsize>(text.size()));
        file_.flush();
        if (!file_) return Failure{Unavailable("writing " + path_.string() + " failed")};
        return {};
    }

private:
    std::filesystem::path path_;
    std::ofstream file_;
};

}  // namespace

Result<std::unique_ptr<RecordSource>> OpenSource(const std::filesystem::path& file,
                                                 const ImportMap& map) {
    std::error_code no_size;
    const auto size = std::filesystem::file_size(file, no_size);
    const std::int64_t bytes_all = no_size ? 0 : static_cast<std::int64_t>(size);
    if (std::filesystem::is_directory(file, no_size)) {
        return Failure{NotFound("no_such_file", "A folder is no file.")};
    }
    return map.format == SourceFormat::kCsv ? OpenCsv(file, map, bytes_all)
                                            : OpenJsonLines(file, map, bytes_all);
}

std::unique_ptr<RejectSink> MakeRejectsFile(std::filesystem::path file) {
    return std::make_unique<RejectsFile>(std::move(file));
}

}  // namespace liandong::import
