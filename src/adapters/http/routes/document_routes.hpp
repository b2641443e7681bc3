#pragma once

#include <string>

#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/act_on_document.hpp"

// The routes that every kind of document has: POST /api/v1/<nouns> opens one, POST
// /api/v1/<nouns>/{id}/<command> moves it on. Lists and pages are the same for all kinds
// (documents.cpp). A kind names its routes in a .cpp of its own.

namespace liandong::http {

/// What every command answers: {"id", "version", "kind", "state", "number"}, with an ETag.
[[nodiscard]] Response DocumentBrief(int status, const DocumentHead& head);
/// {id} as a document's number. Errors: kNotFound "no_such_document".
[[nodiscard]] Result<DocumentId> DocumentIdOf(const Request& request);

/// The last part of the path is the command's name.
template <class D>
Result<Response> PostDocumentCommand(const ApiServices& api, const Request& request) {
    DocumentRequest<D> act;
    LD_TRY(act.id, DocumentIdOf(request));
    LD_TRY(act.if_version, IfMatch(request));
    const std::string_view path = request.path;
    LD_TRY(act.command,
           DocumentCodec<D>::DecodeCommand(path.substr(path.rfind('/') + 1),
                                           request.body.empty() ? "{}" : request.body));
    LD_TRY(const D after, ActOnDocument<D>(api.services, Who(request), act, request.deadline));
    return DocumentBrief(200, HeadOf(after));
}

/// Adds POST <base>/{id}/<command> for every command that people give, but the first, which opens
/// the document and has a route of its own.
template <class D>
void AddDocumentCommands(RouteTable& table, const std::string& base) {
    for (std::size_t i = 1; i < DocumentTraits<D>::kCommandNames.size(); ++i) {
        const std::string_view name = DocumentTraits<D>::kCommandNames[i];
        if (name.empty()) continue;
        table.Add(Method::kPost, base + "/{id}/" + std::string(name), "signed-in",
                  PostDocumentCommand<D>);
    }
}

}  // namespace liandong::http
