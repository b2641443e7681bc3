#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>

#include "adapters/csv/csv_reader.hpp"
#include "base/check.hpp"

// Whatever the bytes are: the reader comes to an end, the raw texts together hold every byte but
// line ends (and the byte order mark), and no place lies before the one reported last.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    std::istringstream in(bytes);
    liandong::csv::Options options;
    options.field_bytes_max = 64;
    options.record_bytes_max = 256;
    options.columns_max = 8;
    options.rectangular = size % 2 == 0;
    liandong::csv::Reader reader(in, options);
    std::size_t raw_bytes = 0;
    std::int64_t line = 0;
    bool whole = true;
    std::size_t guard = 0;
    while (true) {
        LD_CHECK(++guard <= size + 2);
        const auto next = reader.Next();
        if (next && !*next) break;
        LD_CHECK(reader.RecordAt().line > line);
        line = reader.RecordAt().line;
        raw_bytes += reader.Raw().size();
        whole = whole && reader.RawIsWhole();
        if (!next) {
            LD_CHECK(reader.FaultAt().line >= line);
            continue;
        }
        const liandong::csv::Record& record = **next;
        LD_CHECK(!record.fields.empty() && record.fields.size() <= options.columns_max);
        for (const auto& field : record.fields)
            LD_CHECK(field.text.size() <= options.field_bytes_max);
    }
    std::size_t others = 0;
    for (const char byte : bytes) others += byte != '\n' && byte != '\r' ? 1 : 0;
    if (others >= 3 && bytes.starts_with("\xEF\xBB\xBF")) others -= 3;
    if (whole) LD_CHECK(raw_bytes >= others);
    return 0;
}
