#include "domain/case/decide.hpp"

namespace liandong {
namespace {

// Which members of which command are sealed; a command without any is not named.
struct Members {
    const SealedVisitor& visit;

    void operator()(Amend& c) const {
        if (c.caller) visit.caller(*c.caller);
        if (c.narrative) visit.narrative(*c.narrative);
    }
    void operator()(AskSupplement& c) const { visit.text(c.question); }
    void operator()(AnswerAtDesk& c) const { visit.text(c.answer); }
    void operator()(Decline& c) const { visit.text(c.explanation); }
    void operator()(Return& c) const { visit.text(c.basis); }
    void operator()(Callback& c) const { visit.text(c.opinion); }
    void operator()(ImportAnswer& c) const { visit.text(c.reply); }
    void operator()(Attach& c) const { visit.text(c.name); }
    void operator()(RequestMove& c) const { visit.text(c.plate); }
    void operator()(RequestAppeal& c) const { visit.text(c.grounds); }
    void operator()(RecordLink& c) const {
        if (!c.note.plain.empty()) visit.text(c.note);
    }
    void operator()(Finish& c) const {
        visit.text(c.done);
        visit.text(c.reply);
        if (!c.overrule.plain.empty()) visit.text(c.overrule);
    }
    template <class C>
    void operator()(C& c) const {
        if constexpr (requires { SealedText{c.text}; }) visit.text(c.text);
        if constexpr (requires { SealedText{c.note}; }) visit.text(c.note);
        if constexpr (requires { SealedText{c.reason}; }) visit.text(c.reason);
    }
};

}  // namespace

void ForEachSealed(Command& command, const SealedVisitor& visit) {
    std::visit(Members{visit}, command);
}

void ForEachSealed(OpenCase& command, const SealedVisitor& visit) {
    visit.caller(command.caller);
    visit.narrative(command.narrative);
}

}  // namespace liandong
