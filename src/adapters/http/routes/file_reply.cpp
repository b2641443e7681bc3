#include "adapters/http/routes/file_reply.hpp"

namespace liandong::http {

Response FileReply(ExportedTable table, std::string_view name, TableFormat format) {
    constexpr std::size_t kPieceBytes = std::size_t{64} << 10;
    const auto size = static_cast<std::uint64_t>(table.file->Size());
    // Shared because std::function must be copyable; one reply holds it.
    const std::shared_ptr<TableFile> file = std::move(table.file);
    ChunkedBody body;
    body.size = size;
    body.next = [file]() -> Result<std::optional<std::string>> {
        std::string piece(kPieceBytes, '\0');
        LD_TRY(const std::size_t read, file->Read(piece));
        if (read == 0) return std::optional<std::string>{};
        piece.resize(read);
        return std::optional(std::move(piece));
    };
    return Response::Download(std::string(name) + "." + std::string(Code(format)),
                              std::move(table.media_type), std::move(body))
        .With("X-Row-Count", std::to_string(table.rows));
}

}  // namespace liandong::http
