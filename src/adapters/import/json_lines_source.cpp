#include <istream>
#include <utility>

#include <boost/json.hpp>

#include "adapters/import/counted_stream.hpp"
#include "adapters/import/csv_source.hpp"
#include "base/text.hpp"

namespace liandong::import {
namespace {

constexpr std::size_t kLineBytesMax = std::size_t{1} << 20U;
constexpr std::size_t kDepthMax = 32;

std::int64_t ColumnOf(std::string_view line, std::size_t byte) {
    return static_cast<std::int64_t>(CountCodePoints(line.substr(0, byte))) + 1;
}

std::size_t FirstBadByte(std::string_view line) {
    std::size_t good = 0;
    for (std::size_t length = 1; good < line.size(); length = 1) {
        while (length <= 4 && good + length <= line.size() && !IsUtf8(line.substr(good, length)))
            ++length;
        if (length > 4 || good + length > line.size()) break;
        good += length;
    }
    return good;
}

std::string TextOf(const boost::json::value& value) {
    if (value.is_null()) return {};
    if (const auto* text = value.if_string()) return {text->data(), text->size()};
    return boost::json::serialize(value);
}

class JsonLinesSource final : public RecordSource {
public:
    JsonLinesSource(const std::filesystem::path& file, const ImportMap& map, std::int64_t bytes_all)
        : buffer_(file, map.encoding), in_(&buffer_), bytes_all_(bytes_all) {}

    [[nodiscard]] bool IsOpen() const { return buffer_.IsOpen(); }
    [[nodiscard]] const std::vector<std::string>& Header() const override { return header_; }

    Result<std::optional<ImportRecord>> Next() override {
        while (ReadLine()) {
            if (line_ == 1 && text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
            if (!is_too_long_ && Trim(text_).empty()) continue;
            return std::optional(ReadRecord());
        }
        if (in_.bad()) return Failure{Unavailable("reading the file failed")};
        return std::optional<ImportRecord>{};
    }

    [[nodiscard]] std::int64_t BytesRead() const override { return buffer_.BytesRead(); }
    [[nodiscard]] std::int64_t BytesAll() const override { return bytes_all_; }

private:
    // At most kLineBytesMax are kept; of a longer line the rest is passed over.
    bool ReadLine() {
        text_.clear();
        is_too_long_ = false;
        bool any = false;
        for (int c = in_.get(); c != std::char_traits<char>::eof(); c = in_.get()) {
            any = true;
            if (c == '\n') break;
            if (text_.size() < kLineBytesMax) {
                text_.push_back(static_cast<char>(c));
            } else {
                is_too_long_ = true;
            }
        }
        if (any) ++line_;
        if (text_.ends_with('\r')) text_.pop_back();
        return any;
    }

    ImportRecord ReadRecord() {
        ImportRecord record;
        record.row = ++row_;
        record.line = line_;
        record.raw = text_;
        const auto fault = [&](std::size_t byte, std::string reason) {
            record.fault = {line_, ColumnOf(text_, byte), std::move(reason)};
            return record;
        };
        if (is_too_long_) return fault(kLineBytesMax, "the line is longer than 1 MiB; shorten it");
        if (const auto nul = text_.find('\0'); nul != std::string::npos) {
            return fault(nul, "a NUL byte; take it out");
        }
        if (!IsUtf8(text_))
            return fault(FirstBadByte(text_), "a byte that is not UTF-8; save the file as UTF-8");
        boost::json::parse_options options;
        options.max_depth = kDepthMax;
        boost::json::stream_parser parser({}, options);
        boost::system::error_code why;
        const std::size_t read = parser.write_some(text_, why);
        if (!why) parser.finish(why);
        if (why)
            return fault(read, "no JSON: " + why.message() + "; one object a line is expected");
        if (read < text_.size() && !Trim(std::string_view(text_).substr(read)).empty()) {
            return fault(read, "something behind the object; one object a line is expected");
        }
        const boost::json::value value = parser.release();
        const auto* object = value.if_object();
        if (object == nullptr) return fault(0, "no JSON object; one object a line is expected");
        record.names.emplace();
        for (const auto& member : *object) {
            record.names->emplace_back(member.key());
            record.values.push_back({TextOf(member.value()), line_, 1});
        }
        return record;
    }

    CountedBuffer buffer_;
    std::istream in_;
    std::int64_t bytes_all_;
    std::int64_t row_ = 0;
    std::int64_t line_ = 0;
    std::string text_;
    bool is_too_long_ = false;
    std::vector<std::string> header_;
};

}  // namespace

Result<std::unique_ptr<RecordSource>> OpenJsonLines(const std::filesystem::path& file,
                                                    const ImportMap& map, std::int64_t bytes_all) {
    auto source = std::make_unique<JsonLinesSource>(file, map, bytes_all);
    if (!source->IsOpen()) return Failure{NotFound("no_such_file", "The file cannot be read.")};
    return std::unique_ptr<RecordSource>(std::move(source));
}

}  // namespace liandong::import
