#include "adapters/export/table_port.hpp"

#include <utility>

#include "adapters/export/table_writer.hpp"

namespace liandong::exporting {
namespace {

class PortedFile final : public TableFile {
public:
    explicit PortedFile(TableBytes bytes) : bytes_(std::move(bytes)) {}
    std::int64_t Size() const override { return bytes_.Size(); }
    Result<std::size_t> Read(std::span<char> out) override { return bytes_.Read(out); }

private:
    TableBytes bytes_;
};

class PortedSink final : public TableSink {
public:
    explicit PortedSink(std::unique_ptr<TableWriter> writer) : writer_(std::move(writer)) {}
    Result<void> Row(std::span<const TableCell> cells) override { return writer_->Row(cells); }
    Result<std::unique_ptr<TableFile>> Finish() override {
        LD_TRY(auto bytes, writer_->Finish());
        return std::unique_ptr<TableFile>(std::make_unique<PortedFile>(std::move(bytes)));
    }
    std::string_view MediaType() const override { return writer_->MediaType(); }

private:
    std::unique_ptr<TableWriter> writer_;
};

class PortedMaker final : public TableMaker {
public:
    explicit PortedMaker(std::filesystem::path temp_directory)
        : temp_directory_(std::move(temp_directory)) {}

    Result<std::unique_ptr<TableSink>> Make(TableFormat format,
                                            const std::vector<TableColumn>& columns,
                                            UtcOffset offset) override {
        std::vector<Column> own;
        for (const TableColumn& column : columns) own.push_back({column.title, column.width});
        TableOptions options;
        options.offset = offset;
        options.temp_directory = temp_directory_;
        LD_TRY(auto writer, format == TableFormat::kCsv ? MakeCsvWriter(own, options)
                                                        : MakeXlsxWriter(own, options));
        return std::unique_ptr<TableSink>(std::make_unique<PortedSink>(std::move(writer)));
    }

private:
    std::filesystem::path temp_directory_;
};

}  // namespace

std::unique_ptr<TableMaker> MakeTableMaker(std::filesystem::path temp_directory) {
    return std::make_unique<PortedMaker>(std::move(temp_directory));
}

}  // namespace liandong::exporting
