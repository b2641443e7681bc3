#include "adapters/channels/mail_text.hpp"

#include <algorithm>
#include <array>

#include "base/base64.hpp"
#include "base/text.hpp"

namespace liandong::channels {
namespace {

constexpr std::size_t kBodyLineBytes = 57;  // 76 characters of base64
constexpr std::size_t kWordBytesMax = 39;   // 52 characters of base64: fits 76 beside "Subject: "
                                            // (RFC 2047 §2)
constexpr std::string_view kAtomMarks = "!#$%&'*+-/=?^_`{|}~";

bool IsAlphanumeric(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

bool IsControl(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return value < 0x20U || value == 0x7FU;
}

bool HasControl(std::string_view text) { return std::any_of(text.begin(), text.end(), IsControl); }

bool IsDotAtom(std::string_view text) {
    for (const std::string_view atom : Split(text, '.')) {
        const bool good = !atom.empty() && std::all_of(atom.begin(), atom.end(), [](char byte) {
            return IsAlphanumeric(byte) || kAtomMarks.find(byte) != std::string_view::npos;
        });
        if (!good) return false;
    }
    return true;
}

bool IsHostName(std::string_view text) {
    for (const std::string_view label : Split(text, '.')) {
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
            return false;
        const bool good = std::all_of(label.begin(), label.end(), [](char byte) {
            return IsAlphanumeric(byte) || byte == '-';
        });
        if (!good) return false;
    }
    return true;
}

std::string InBase64(std::string_view text) {
    return Base64({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
}

/// A header's text: as it is when it is short plain ASCII, else encoded words that never cut a code
/// point.
std::string HeaderText(std::string_view utf8) {
    const bool plain =
        utf8.size() <= 60 && utf8.find("=?") == std::string_view::npos && Trim(utf8) == utf8 &&
        std::all_of(utf8.begin(), utf8.end(), [](char byte) { return byte >= ' ' && byte <= '~'; });
    if (plain) return std::string(utf8);
    std::string out;
    while (!utf8.empty()) {
        std::size_t length = std::min(kWordBytesMax, utf8.size());
        while (length < utf8.size() && (static_cast<unsigned char>(utf8[length]) & 0xC0U) == 0x80U)
            --length;
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + InBase64(utf8.substr(0, length)) + "?=";
        utf8.remove_prefix(length);
    }
    return out;
}

/// Text in the form that MIME wants before it is encoded (RFC 2046 §4.1.1): every line break is
/// \r\n.
std::string WithCrLf(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 32);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char byte = text[at];
        if (byte == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
        if (byte == '\n' || byte == '\r') {
            out += "\r\n";
        } else {
            out.push_back(byte);
        }
    }
    return out;
}

/// "Mon, 02 Mar 2026 01:00:00 +0000"
std::string MailDate(Instant now) {
    constexpr std::array<const char*, 7> kWeekdays = {"Sun", "Mon", "Tue", "Wed",
                                                      "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(now - day)};
    const auto two = [](auto number) {
        const std::string digits = std::to_string(number);
        return digits.size() < 2 ? "0" + digits : digits;
    };
    return std::string(kWeekdays.at(std::chrono::weekday{day}.c_encoding())) + ", " +
           two(static_cast<unsigned>(date.day())) + " " +
           kMonths.at(static_cast<unsigned>(date.month()) - 1) + " " +
           std::to_string(static_cast<int>(date.year())) + " " + two(time.hours().count()) + ":" +
           two(time.minutes().count()) + ":" + two(time.seconds().count()) + " +0000";
}

Error BadMessage(std::string what) {
    return Invalid("bad_message", "The message cannot be sent: " + std::move(what));
}

Result<void> Check(const OutboxMessage& message, const MailFrom& from) {
    if (!IsMailAddress(from.address) || HasControl(from.name) || !IsUtf8(from.name)) {
        return Failure{Invalid("bad_sender", "The sender's address or name is not well formed.")};
    }
    if (!IsMailAddress(message.recipient)) {
        return Failure{Invalid("bad_recipient", "The recipient is not a mail address.")};
    }
    if (message.key.empty() || message.key.size() > kMailKeyBytesMax || HasControl(message.key)) {
        return Failure{BadMessage("its key is empty, too long or holds a control character.")};
    }
    if (HasControl(message.subject))
        return Failure{BadMessage("its subject holds a line break or control character.")};
    if (message.subject.size() > kMailSubjectBytesMax)
        return Failure{BadMessage("its subject is too long.")};
    if (message.body.size() > kMailBodyBytesMax)
        return Failure{BadMessage("its body is too long.")};
    if (!IsUtf8(message.subject) || !IsUtf8(message.body) ||
        message.body.find('\0') != std::string::npos) {
        return Failure{BadMessage("its text is not well-formed UTF-8.")};
    }
    return {};
}

}  // namespace

bool IsMailAddress(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
    const std::string_view domain = text.substr(at + 1);
    return !domain.empty() && IsDotAtom(text.substr(0, at)) && IsHostName(domain);
}

std::string SafeKey(std::string_view key) {
    std::string out;
    for (const char byte : key) {
        if (IsAlphanumeric(byte) || byte == '-' || byte == '_') {
            out.push_back(byte);
            continue;
        }
        const auto value = static_cast<unsigned char>(byte);
        out += "=" + Hex({&value, 1});
    }
    return out;
}

Result<std::string> FormatMail(const OutboxMessage& message, const MailFrom& from, Instant now) {
    LD_TRY(Check(message, from));
    std::string text = "From: ";
    if (from.name.empty()) {
        text += from.address;
    } else {
        // Always encoded: a plain display name could hold "," or "<" and mean another mailbox.
        std::string name = HeaderText(from.name);
        if (!name.starts_with("=?")) name = "=?UTF-8?B?" + InBase64(from.name) + "?=";
        text += name + "\r\n <" + from.address + ">";
    }
    text += "\r\nTo: " + message.recipient;
    text += "\r\nSubject: " + HeaderText(message.subject);
    text += "\r\nDate: " + MailDate(now);
    text += "\r\nMessage-ID: <" + SafeKey(message.key) +
            from.address.substr(from.address.find('@')) + ">";
    text +=
        "\r\nAuto-Submitted: auto-generated"
        "\r\nMIME-Version: 1.0"
        "\r\nContent-Type: text/plain; charset=utf-8"
        "\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    const std::string body = WithCrLf(message.body);
    for (std::size_t at = 0; at < body.size(); at += kBodyLineBytes) {
        text += InBase64(std::string_view(body).substr(at, kBodyLineBytes)) + "\r\n";
    }
    return text;
}

}  // namespace liandong::channels
