#include "adapters/http/multipart.hpp"

#include "adapters/http/message.hpp"
#include "base/text.hpp"

namespace liandong::http {
namespace {

constexpr std::size_t kBoundaryBytesMax = 70;  // RFC 2046 §5.1.1

Failure<Error> Bad() {
    return Failure{Invalid("bad_multipart", "The uploaded form is malformed or incomplete.")};
}

// "C:\\photos\\桥.jpg" and "../桥.jpg" → "桥.jpg".
std::string WithoutFolders(std::string name) {
    const std::size_t slash = name.find_last_of("/\\");
    return slash == std::string::npos ? std::move(name) : name.substr(slash + 1);
}

bool TextIsFine(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
    }
    return IsUtf8(text);
}

// The headers of one part; `head` is without the empty line that ends it.
Result<Part> ReadHead(std::string_view head) {
    Part part;
    part.type = "text/plain";
    bool named = false;
    while (!head.empty()) {
        const std::size_t end = head.find("\r\n");
        const std::string_view line = head.substr(0, end);
        head = end == std::string_view::npos ? std::string_view{} : head.substr(end + 2);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return Bad();
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = Trim(line.substr(colon + 1));
        if (!TextIsFine(value)) return Bad();
        if (SameName(name, "Content-Disposition")) {
            if (named || !SameName(Trim(value.substr(0, value.find(';'))), "form-data"))
                return Bad();
            auto field = Parameter(value, "name");
            if (!field) return Bad();
            named = true;
            part.name = std::move(*field);
            part.file_name = Parameter(value, "filename");
            if (part.file_name) part.file_name = WithoutFolders(std::move(*part.file_name));
        } else if (SameName(name, "Content-Type")) {
            part.type = value;
        }
    }
    if (!named) return Bad();
    return part;
}

}  // namespace

std::optional<std::string> Parameter(std::string_view value, std::string_view name) {
    std::size_t at = value.find(';');
    while (at != std::string_view::npos && at < value.size()) {
        const std::size_t start = value.find_first_not_of("; \t", at);
        if (start == std::string_view::npos) return std::nullopt;
        const std::size_t equals = value.find_first_of("=;", start);
        if (equals == std::string_view::npos) return std::nullopt;
        const std::string_view key = Trim(value.substr(start, equals - start));
        at = equals;
        if (value[equals] == ';') continue;
        std::string text;
        ++at;
        if (at < value.size() && value[at] == '"') {
            bool closed = false;
            for (++at; at < value.size() && !closed; ++at) {
                // Browsers escape only the quote, and send a lone backslash as it is (a Windows
                // path).
                if (value[at] == '\\' && at + 1 < value.size() && value[at + 1] == '"') {
                    text.push_back(value[++at]);
                } else if (value[at] == '"') {
                    closed = true;
                } else {
                    text.push_back(value[at]);
                }
            }
            if (!closed) return std::nullopt;
            at = value.find(';', at);
        } else {
            const std::size_t end = value.find(';', at);
            text = Trim(value.substr(at, end == std::string_view::npos ? end : end - at));
            at = end;
        }
        if (SameName(key, name)) return text;
    }
    return std::nullopt;
}

Result<std::vector<Part>> ParseMultipart(std::string_view content_type, std::string_view body,
                                         const MultipartLimits& limits) {
    const auto boundary = Parameter(content_type, "boundary");
    if (!SameName(Trim(content_type.substr(0, content_type.find(';'))), "multipart/form-data") ||
        !boundary || boundary->empty() || boundary->size() > kBoundaryBytesMax) {
        return Failure{Invalid("not_multipart", "A multipart/form-data body is needed here.")};
    }
    const std::string delimiter = "\r\n--" + *boundary;
    // The first delimiter has no line break of its own when nothing stands before it.
    std::size_t at = 0;
    if (body.starts_with(std::string_view(delimiter).substr(2))) {
        at = delimiter.size() - 2;
    } else {
        at = body.find(delimiter);
        if (at == std::string_view::npos) return Bad();
        at += delimiter.size();
    }
    std::vector<Part> parts;
    for (;;) {
        if (body.substr(at).starts_with("--")) return parts;
        if (!body.substr(at).starts_with("\r\n")) return Bad();
        // The line break may at once be the first half of the empty line: a part without headers is
        // malformed.
        const std::size_t head_end =
            body.substr(at, limits.part_header_bytes_max + 4).find("\r\n\r\n");
        if (head_end == std::string_view::npos || head_end == 0) return Bad();
        LD_TRY(Part part, ReadHead(body.substr(at + 2, head_end - 2)));
        const std::size_t content = at + head_end + 4;
        // From two bytes earlier: an empty content ends with the line break of its empty line.
        const std::size_t end = body.find(delimiter, content - 2);
        if (end == std::string_view::npos) return Bad();
        part.bytes = end < content ? std::string_view{} : body.substr(content, end - content);
        if (parts.size() == limits.parts_max) {
            return Failure{Invalid("too_many_parts", "The uploaded form has too many parts.")};
        }
        parts.push_back(std::move(part));
        at = end + delimiter.size();
    }
}

}  // namespace liandong::http
