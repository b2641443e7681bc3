#include "adapters/http/access_log.hpp"

#include <exception>

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "adapters/http/error_reply.hpp"

namespace liandong::http {

// spdlog's sinks lock by themselves; the logger is not in spdlog's global registry, so two servers
// in one process do not meet.
struct AccessLog::Sink {
    spdlog::logger logger;
};

namespace {

// A fault's text comes from anywhere below: one fault stays one line.
std::string OneLine(std::string_view text) {
    std::string line(text);
    for (char& c : line) {
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    return line;
}

}  // namespace

AccessLog::AccessLog(LogFormat format, std::unique_ptr<Sink> sink)
    : format_(format), sink_(std::move(sink)) {}
AccessLog::~AccessLog() { Flush(); }

Result<std::shared_ptr<AccessLog>> AccessLog::Open(LogFormat format, const std::string& path) {
    try {
        spdlog::sink_ptr out;
        if (path.empty()) {
            out = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        } else {
            out = std::make_shared<spdlog::sinks::basic_file_sink_mt>(path);
        }
        auto sink = std::make_unique<Sink>(Sink{spdlog::logger("http", std::move(out))});
        const bool json = format == LogFormat::kJson;
        sink->logger.set_pattern(json ? R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})"
                                      : "%Y-%m-%dT%H:%M:%S.%eZ %l %v",
                                 spdlog::pattern_time_type::utc);
        sink->logger.flush_on(spdlog::level::warn);
        return std::shared_ptr<AccessLog>(new AccessLog(format, std::move(sink)));
    } catch (const std::exception& fault) {
        return Failure{Unavailable("opening the log " + path + ": " + fault.what())};
    }
}

void AccessLog::Request(const AccessRecord& r) {
    if (format_ == LogFormat::kNone) return;
    if (format_ == LogFormat::kJson) {
        sink_->logger.info(
            R"("request_id":{},"method":{},"route":{},"status":{},"bytes":{},"micros":{},"net":{})",
            JsonQuoted(r.request_id), JsonQuoted(r.method), JsonQuoted(r.pattern), r.status,
            r.bytes_sent, r.took.count(), JsonQuoted(r.peer_network));
    } else {
        sink_->logger.info("{} {} {} {} {}B {}us {}", r.request_id, r.method, r.pattern, r.status,
                           r.bytes_sent, r.took.count(), r.peer_network);
    }
}

void AccessLog::Fault(std::string_view request_id, std::string_view pattern, const Error& error) {
    if (format_ == LogFormat::kNone) return;
    if (format_ == LogFormat::kJson) {
        sink_->logger.error(R"("request_id":{},"route":{},"kind":{},"code":{},"fault":{})",
                            JsonQuoted(request_id), JsonQuoted(pattern),
                            JsonQuoted(Text(error.kind)), JsonQuoted(error.code),
                            JsonQuoted(error.for_log));
    } else {
        sink_->logger.error("{} {} {} {}: {}", request_id, pattern, Text(error.kind), error.code,
                            OneLine(error.for_log));
    }
}

void AccessLog::Note(std::string_view text) {
    if (format_ == LogFormat::kNone) return;
    if (format_ == LogFormat::kJson) {
        sink_->logger.info(R"("note":{})", JsonQuoted(text));
    } else {
        sink_->logger.info("{}", OneLine(text));
    }
}

void AccessLog::Flush() {
    if (format_ != LogFormat::kNone) sink_->logger.flush();
}

std::string NetworkOf(std::string_view address) {
    const std::size_t dot = address.rfind('.');
    if (dot != std::string_view::npos && address.find(':') == std::string_view::npos) {
        return std::string(address.substr(0, dot)) + ".x";
    }
    const std::size_t first = address.find(':');
    if (first == std::string_view::npos) return "-";
    return std::string(address.substr(0, address.find(':', first + 1))) + ":x";
}

}  // namespace liandong::http
