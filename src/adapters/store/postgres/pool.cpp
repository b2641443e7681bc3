#include "adapters/store/postgres/pool.hpp"

#include "adapters/store/faults.hpp"

namespace liandong::postgres {

Result<Pool::Lease> Pool::Take(Deadline deadline) {
    if (deadline.Passed()) return Failure{store::DeadlinePassed("asking for a connection")};
    {
        std::unique_lock lock(mutex_);
        const auto is_free = [&] { return !idle_.empty() || lent_ < max_; };
        if (!freed_.wait_until(lock, deadline.At(), is_free)) {
            return Failure{store::StoreBusy("no PostgreSQL connection came free in time")};
        }
        ++lent_;
        if (!idle_.empty()) {
            std::unique_ptr<Connection> connection = std::move(idle_.back());
            idle_.pop_back();
            return Lease(*this, std::move(connection), true);
        }
    }
    auto opened = Connection::Open(url_, deadline);
    if (!opened) {
        GiveBack(nullptr);
        return Failure{std::move(opened).error()};
    }
    return Lease(*this, *std::move(opened), false);
}

void Pool::GiveBack(std::unique_ptr<Connection> connection) {
    std::vector<std::unique_ptr<Connection>> dead;  // closed after the lock is left
    {
        const std::scoped_lock lock(mutex_);
        --lent_;
        if (connection != nullptr && connection->IsOpen()) {
            idle_.push_back(std::move(connection));
        } else {
            dead.swap(idle_);
        }
    }
    freed_.notify_one();
}

Result<std::vector<Rows>, Fault> Pool::Try(const std::vector<Statement>& statements,
                                           Deadline deadline) {
    for (bool again = true;; again = false) {
        bool kept = false;
        {
            auto lease = Take(deadline);
            if (!lease) return Failure{Fault{"", lease.error().for_log, true, deadline.Passed()}};
            kept = lease->WasKept();
            auto rows = (*lease)->Run(statements, deadline);
            if (rows || !rows.error().lost || rows.error().timed_out || !kept || !again)
                return rows;
        }
    }
}

Result<std::vector<Rows>> Pool::Run(const std::vector<Statement>& statements, Deadline deadline,
                                    std::string_view doing) {
    auto rows = Try(statements, deadline);
    if (!rows) return Failure{ToError(rows.error(), doing)};
    return *std::move(rows);
}

Result<Rows> Pool::Run(Statement statement, Deadline deadline, std::string_view doing) {
    std::vector<Statement> one;
    one.push_back(std::move(statement));
    LD_TRY(auto rows, Run(one, deadline, doing));
    return std::move(rows.front());
}

}  // namespace liandong::postgres
