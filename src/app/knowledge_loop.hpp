#pragma once

#include "app/background_loop.hpp"
#include "app/knowledge.hpp"

namespace liandong {

/// The thread ld-knowledge: publishes what the profile brings, and keeps the board of articles as
/// the store has it. Any number of nodes may run it.
class KnowledgeLoop {
public:
    KnowledgeLoop(const KnowledgeServices& knowledge, OnFault on_fault)
        : knowledge_(knowledge), on_fault_(std::move(on_fault)) {}

    void Start();
    void Stop() { loop_.Stop(); }
    /// The profile has changed: the next round begins at once.
    void Wake() { loop_.Wake(); }
    /// One round, for tests and for Start: how long to sleep before the next.
    Duration Round();

private:
    KnowledgeServices knowledge_;
    OnFault on_fault_;
    std::string published_;  ///< version of the profile whose articles are all in the store
    BackgroundLoop loop_;
};

}  // namespace liandong
