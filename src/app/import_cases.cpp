#include "app/import_cases.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "app/act_on_case.hpp"
#include "app/import_row.hpp"

namespace liandong {
namespace {

constexpr std::chrono::seconds kPatience{60};
constexpr std::int64_t kProgressEveryRows = 500;
constexpr int kBusyTriesMax = 20;

Principal Importer(const ImportMap& map) {
    Principal who;
    who.actor = {ActorKind::kImport, map.name, {}};
    who.city_permissions = {"open", "import", "dispatch", "view"};
    return who;
}

bool IsAboutTheRow(const Error& error) {
    return error.kind == ErrorKind::kInvalid || error.kind == ErrorKind::kRejected;
}

// A full queue empties as the store writes on; only a store that stays full stops the import.
template <class Once>
auto Patiently(Once once) {
    for (int tries = 1;; ++tries) {
        auto done = once();
        if (done || done.error().kind != ErrorKind::kBusy || tries == kBusyTriesMax) return done;
        std::this_thread::yield();
    }
}

// One row's fate, kept until all rows before it are known, so that rejects come in the file's
// order.
struct Outcome {
    std::optional<ImportFault> fault;
    std::string raw;
};

class Import {
public:
    Import(const Services& services, const ImportMap& map, RecordSource& source,
           RejectSink& rejects, const ImportOptions& options, const ImportProgress& progress)
        : services_(services),
          map_(map),
          source_(source),
          rejects_(rejects),
          options_(options),
          progress_(progress),
          city_(services.city.Current()),
          cells_(city_->grid),
          who_(Importer(map)) {}

    Result<ImportSummary> Run() {
        if (auto missing = CheckHeader(); !missing) return Failure{std::move(missing).error()};
        {
            std::vector<std::jthread> threads;  // ld-import, ended by this block
            for (std::size_t i = 0;
                 i < std::clamp<std::size_t>(options_.threads, 1, kImportThreadsMax); ++i) {
                threads.emplace_back([this] { Work(); });
            }
            ReadAll();
            Close();
        }
        LD_TRY(FlushRejects());
        const std::scoped_lock lock(mutex_);
        if (fault_) return Failure{*std::move(fault_)};
        summary_.bytes_read = source_.BytesRead();
        summary_.bytes_all = source_.BytesAll();
        return summary_;
    }

private:
    Result<void> CheckHeader() {
        if (source_.Header().empty()) return {};
        const auto missing = MissingColumns(map_, source_.Header());
        if (missing.empty()) return {};
        std::string list;
        for (const std::string& column : missing) list += (list.empty() ? "" : ", ") + column;
        return Failure{Invalid("missing_columns",
                               "The file has no column " + list + ", which the map reads.")};
    }

    void ReadAll() {
        for (std::int64_t number = 0;; ++number) {
            auto next = source_.Next();
            if (!next) return Fail(std::move(next).error());
            if (!*next) return;
            if (!Push(number, **std::move(next))) return;
            if (number % kProgressEveryRows != kProgressEveryRows - 1) continue;
            if (auto flushed = FlushRejects(); !flushed) return Fail(std::move(flushed).error());
            Tell();
        }
    }

    void Tell() {
        if (!progress_) return;
        ImportSummary now;
        {
            const std::scoped_lock lock(mutex_);
            now = summary_;
        }
        now.bytes_read = source_.BytesRead();
        now.bytes_all = source_.BytesAll();
        progress_(now);
    }

    bool Push(std::int64_t number, ImportRecord record) {
        std::unique_lock lock(mutex_);
        const auto has_room = [&] { return queue_.size() < kImportQueueMax || fault_.has_value(); };
        while (!room_.wait_for(lock, kPatience, has_room)) {
            // Those who write have deadlines of their own and end with a fault if the store stands
            // still.
        }
        if (fault_) return false;
        ++summary_.read;
        queue_.emplace_back(number, std::move(record));
        work_.notify_one();
        return true;
    }

    void Close() {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
        work_.notify_all();
    }

    void Fail(Error error) {
        const std::scoped_lock lock(mutex_);
        if (!fault_) fault_ = std::move(error);
        work_.notify_all();
        room_.notify_all();
    }

    void Work() {
        for (;;) {
            std::pair<std::int64_t, ImportRecord> next;
            {
                std::unique_lock lock(mutex_);
                const auto has_work = [&] { return !queue_.empty() || closed_ || fault_; };
                if (!work_.wait_for(lock, kPatience, has_work)) continue;  // the file gives slowly
                if (fault_ || queue_.empty()) return;
                next = std::move(queue_.front());
                queue_.pop_front();
                room_.notify_one();
            }
            ImportSummary counted;
            auto fault = Take(next.second, counted);
            if (!fault) return Fail(std::move(fault).error());
            Outcome outcome{*std::move(fault), {}};
            if (outcome.fault) {
                counted.rejected = 1;
                outcome.raw = std::move(next.second.raw);
            }
            const std::scoped_lock lock(mutex_);
            summary_.Add(counted);
            outcomes_.emplace(next.first, std::move(outcome));
        }
    }

    /// Rejects up to the first row whose fate is still open.
    Result<void> FlushRejects() {
        std::vector<Outcome> known;
        {
            const std::scoped_lock lock(mutex_);
            while (!outcomes_.empty() && outcomes_.begin()->first == flushed_) {
                if (outcomes_.begin()->second.fault)
                    known.push_back(std::move(outcomes_.begin()->second));
                outcomes_.erase(outcomes_.begin());
                ++flushed_;
            }
        }
        for (const Outcome& outcome : known) {
            LD_TRY(rejects_.Write(*outcome.fault, outcome.raw));
        }
        return {};
    }

    /// Why the row was not taken, if it was not; an error when the world is away.
    Result<std::optional<ImportFault>> Take(const ImportRecord& record, ImportSummary& counted) {
        using Why = std::optional<ImportFault>;
        if (record.fault) return Why{record.fault};
        auto reading =
            ReadImportRow(record, source_.Header(), map_, *city_, cells_, services_.clock.Now());
        if (auto* fault = std::get_if<ImportFault>(&reading)) return Why{std::move(*fault)};
        if (std::holds_alternative<IgnoredRow>(reading)) {
            counted.ignored = 1;
            return Why{};
        }
        auto& row = std::get<ImportedRow>(reading);
        row.open.dispatch = options_.dispatch && !row.answer;
        LD_TRY(auto opened, OpenOnce(row.open, record, counted));
        if (const auto* fault = std::get_if<ImportFault>(&opened)) return Why{*fault};
        const Case& c = std::get<Case>(opened);
        if (c.category.value.empty() && counted.imported > 0) counted.without_category = 1;
        const bool is_owed =
            row.answer && (c.state == CaseState::kRegistered || IsWithUnit(c.state));
        if (!is_owed) return Why{};
        ActRequest act{c.id, ImportAnswer{{row.answer->text, {}}}, {}, row.answer->at, {}};
        const auto answered =
            Patiently([&] { return ActOnCase(services_, who_, act, Deadline::In(kPatience)); });
        if (answered) {
            counted.with_answer = 1;
            return Why{};
        }
        if (!IsAboutTheRow(answered.error())) return Failure{answered.error()};
        ImportFault fault =
            ExplainRefusal(answered.error(), record, source_.Header(), map_, *city_);
        fault.reason = "the case is in, but not its answer: " + fault.reason;
        return Why{std::move(fault)};
    }

    /// The case of this row, made now or before; or why it is not taken.
    Result<std::variant<Case, ImportFault>> OpenOnce(const OpenCaseRequest& request,
                                                     const ImportRecord& record,
                                                     ImportSummary& counted) {
        using Opened = std::variant<Case, ImportFault>;
        const OpenCase& command = request.command;
        // Asked first, because a repeated run finds nearly everything there already.
        LD_TRY(const auto earlier,
               services_.store.FindBySource(command.source_system, command.source_id,
                                            Deadline::In(kPatience)));
        if (earlier) {
            counted.already_there = 1;
            LD_TRY(auto stored, services_.store.Load(*earlier, Deadline::In(kPatience)));
            return Opened{std::move(stored.state)};
        }
        auto opened = Patiently(
            [&] { return OpenNewCase(services_, who_, request, Deadline::In(kPatience)); });
        if (opened) {
            (opened->is_replay ? counted.already_there : counted.imported) = 1;
            return Opened{std::move(opened->state)};
        }
        if (!IsAboutTheRow(opened.error())) return Failure{std::move(opened).error()};
        return Opened{ExplainRefusal(opened.error(), record, source_.Header(), map_, *city_)};
    }

    const Services& services_;
    const ImportMap& map_;
    RecordSource& source_;
    RejectSink& rejects_;
    const ImportOptions& options_;
    const ImportProgress& progress_;
    std::shared_ptr<const City> city_;  // shared with the holder: one city for the whole file
    CellIndex cells_;
    Principal who_;

    std::mutex mutex_;  // guards all below
    std::condition_variable work_;
    std::condition_variable room_;
    std::deque<std::pair<std::int64_t, ImportRecord>> queue_;
    std::map<std::int64_t, Outcome> outcomes_;
    std::int64_t flushed_ = 0;
    ImportSummary summary_;
    std::optional<Error> fault_;
    bool closed_ = false;
};

}  // namespace

void ImportSummary::Add(const ImportSummary& other) {
    read += other.read;
    imported += other.imported;
    already_there += other.already_there;
    rejected += other.rejected;
    ignored += other.ignored;
    with_answer += other.with_answer;
    without_category += other.without_category;
    bytes_read += other.bytes_read;
    bytes_all += other.bytes_all;
}

Result<ImportSummary> ImportCases(const Services& services, const ImportMap& map,
                                  RecordSource& source, RejectSink& rejects,
                                  const ImportOptions& options, const ImportProgress& progress) {
    return Import(services, map, source, rejects, options, progress).Run();
}

}  // namespace liandong
