#include "adapters/channels/smtp_sender.hpp"

#include <array>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/testing/test_folder.hpp"

namespace liandong::channels {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

constexpr const char* kPython = "/usr/bin/python3";

class FixedClock final : public WallClock {
public:
    Instant Now() override { return ParseRfc3339("2026-03-02T09:00:00+08:00").value(); }
};

std::string WithoutReturns(std::string text) {
    std::erase(text, '\r');
    return text;
}

/// smtp_test_server.py as a child process, ended by its process id.
class MailServer {
public:
    MailServer(const testing::TestFolder& folder, std::vector<std::string> options = {}) {
        std::array<int, 2> to_child{};
        std::array<int, 2> from_child{};
        EXPECT_EQ(::pipe(to_child.data()), 0);
        EXPECT_EQ(::pipe(from_child.data()), 0);
        options.insert(options.begin(), {kPython, "src/adapters/channels/smtp_test_server.py",
                                         folder.Path().string()});
        std::vector<char*> arguments;
        for (std::string& option : options) arguments.push_back(option.data());
        arguments.push_back(nullptr);
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(to_child[0], STDIN_FILENO);
            ::dup2(from_child[1], STDOUT_FILENO);
            for (const int end : {to_child[0], to_child[1], from_child[0], from_child[1]})
                ::close(end);
            ::execv(kPython, arguments.data());
            ::_exit(127);
        }
        ::close(to_child[0]);
        ::close(from_child[1]);
        stdin_ = to_child[1];
        std::string line;
        char byte = 0;
        while (::read(from_child[0], &byte, 1) == 1 && byte != '\n') line.push_back(byte);
        ::close(from_child[0]);
        constexpr std::string_view kSays = "listening ";
        if (line.starts_with(kSays)) {
            std::from_chars(line.data() + kSays.size(), line.data() + line.size(), port_);
        }
    }
    MailServer(const MailServer&) = delete;
    MailServer& operator=(const MailServer&) = delete;
    ~MailServer() { Stop(); }

    void Stop() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        ::close(stdin_);
        process_ = -1;
    }
    [[nodiscard]] bool Ready() const { return port_ != 0; }
    [[nodiscard]] std::string Url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }

private:
    pid_t process_ = -1;
    int stdin_ = -1;
    int port_ = 0;
};

/// Takes connections into its backlog and never says a word.
class SilentServer {
public:
    SilentServer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        for (int port = 21000 + ::getpid() % 9000; port < 32000; ++port) {
            address.sin_port = htons(static_cast<std::uint16_t>(port));
            if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
                port_ = port;
                break;
            }
        }
        EXPECT_EQ(::listen(socket_, 8), 0);
    }
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;
    ~SilentServer() { ::close(socket_); }
    [[nodiscard]] std::string Url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }

private:
    int socket_;
    int port_ = 0;
};

OutboxMessage SomeMessage() {
    return {
        .key = "haikou/20260302-17 派单",
        .channel = "mail",
        .recipient = "lighting@example.test",
        .subject = "【12345】新工单 💡 国兴大道路灯不亮,请于两日内办理并回复市民,逾期将自动催办",
        .body = "请登录平台签收。\n.\n第三行以点开头的上一行不得丢失 🙂\n",
        .case_id = {}};
}

SmtpConfig ConfigFor(std::string url) {
    SmtpConfig config;
    config.url = std::move(url);
    config.from = "noreply@12345.example.test";
    config.from_name = "联动平台";
    config.start_tls = StartTls::kNever;
    return config;
}

class SmtpSenderTest : public ::testing::Test {
protected:
    std::unique_ptr<MessageSender> Make(SmtpConfig config) {
        auto made = MakeSmtpSender(std::move(config), clock_);
        EXPECT_TRUE(made) << made.error().for_caller;
        return *std::move(made);
    }
    ErrorKind KindFor(MessageSender& sender, const std::string& recipient) {
        OutboxMessage message = SomeMessage();
        message.recipient = recipient;
        const auto sent = sender.Send(message, Deadline::In(20s));
        if (sent) return ErrorKind{};
        last_error_ = sent.error();
        return last_error_.kind;
    }

    FixedClock clock_;
    testing::TestFolder folder_;
    Error last_error_;
};

TEST_F(SmtpSenderTest, AMessageArrivesIntactWithItsChineseSubjectAndEmoji) {
    const MailServer server(folder_);
    ASSERT_TRUE(server.Ready());
    const auto sender = Make(ConfigFor(server.Url()));
    const OutboxMessage message = SomeMessage();
    const auto sent = sender->Send(message, Deadline::In(20s));
    ASSERT_TRUE(sent) << sent.error().for_log;
    EXPECT_EQ(testing::ReadText(folder_.Path() / "1/subject"), message.subject);
    EXPECT_EQ(WithoutReturns(testing::ReadText(folder_.Path() / "1/body")), message.body);
    EXPECT_EQ(testing::ReadText(folder_.Path() / "1/from"), "noreply@12345.example.test");
    EXPECT_EQ(testing::ReadText(folder_.Path() / "1/to"), "lighting@example.test");
    const std::string headers = testing::ReadText(folder_.Path() / "1/headers");
    EXPECT_THAT(headers, HasSubstr("From: 联动平台 <noreply@12345.example.test>\n"));
    EXPECT_THAT(headers, HasSubstr("Date: Mon, 02 Mar 2026 01:00:00 +0000\n"));
    EXPECT_THAT(headers, HasSubstr("Auto-Submitted: auto-generated\n"));
    EXPECT_THAT(
        headers,
        HasSubstr("Message-ID: <haikou=2f20260302-17=20=e6=b4=be=e5=8d=95@12345.example.test>\n"));
}

TEST_F(SmtpSenderTest, ARepeatIsTheSameMessage) {
    const MailServer server(folder_);
    ASSERT_TRUE(server.Ready());
    const auto sender = Make(ConfigFor(server.Url()));
    for (int time = 0; time < 3; ++time)
        ASSERT_TRUE(sender->Send(SomeMessage(), Deadline::In(20s)));
    EXPECT_EQ(testing::ReadText(folder_.Path() / "1/raw"),
              testing::ReadText(folder_.Path() / "3/raw"));
}

TEST_F(SmtpSenderTest, ManyThreadsSendAtOnce) {
    const MailServer server(folder_);
    ASSERT_TRUE(server.Ready());
    const auto sender = Make(ConfigFor(server.Url()));
    std::atomic<int> sent = 0;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                for (int time = 0; time < 10; ++time)
                    sent += sender->Send(SomeMessage(), Deadline::In(20s)) ? 1 : 0;
            });
        }
    }
    EXPECT_EQ(sent, 40);
    EXPECT_TRUE(std::filesystem::exists(folder_.Path() / "40/raw"));
}

TEST_F(SmtpSenderTest, WhatTheServerSaysDecidesWhetherToTryAgain) {
    const MailServer server(folder_);
    ASSERT_TRUE(server.Ready());
    const auto sender = Make(ConfigFor(server.Url()));
    EXPECT_EQ(KindFor(*sender, "refused@example.test"), ErrorKind::kInvalid);
    EXPECT_EQ(last_error_.code, "mail_refused");
    EXPECT_THAT(last_error_.for_log, HasSubstr("no such mailbox"));
    EXPECT_EQ(KindFor(*sender, "spam@example.test"), ErrorKind::kInvalid);
    EXPECT_EQ(KindFor(*sender, "later@example.test"), ErrorKind::kBusy);
    EXPECT_EQ(KindFor(*sender, "full@example.test"), ErrorKind::kBusy);
    EXPECT_EQ(KindFor(*sender, "closing@example.test"), ErrorKind::kUnavailable);
    EXPECT_FALSE(std::filesystem::exists(folder_.Path() / "1"));
    EXPECT_EQ(KindFor(*sender, "good@example.test"), ErrorKind{});
}

TEST_F(SmtpSenderTest, AServerThatIsDownIsTriedAgain) {
    MailServer server(folder_);
    ASSERT_TRUE(server.Ready());
    const auto sender = Make(ConfigFor(server.Url()));
    ASSERT_TRUE(sender->Send(SomeMessage(), Deadline::In(20s)));
    server.Stop();
    EXPECT_EQ(KindFor(*sender, "good@example.test"), ErrorKind::kUnavailable);
    EXPECT_EQ(KindFor(*Make(ConfigFor(server.Url())), "good@example.test"),
              ErrorKind::kUnavailable);
}

TEST_F(SmtpSenderTest, AServerThatHangsDoesNotHoldUsBeyondTheDeadline) {
    // Left alone, libcurl waits two minutes for each answer, the one to QUIT included.
    const Deadline patience = Deadline::In(60s);
    const auto patient = [&](SmtpConfig config) {
        config.connect_timeout = 1h;
        config.total_timeout = 1h;
        return Make(std::move(config));
    };
    const SilentServer silent;
    const auto sent = patient(ConfigFor(silent.Url()))->Send(SomeMessage(), Deadline::In(300ms));
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().kind, ErrorKind::kUnavailable);

    const MailServer server(folder_);
    ASSERT_TRUE(server.Ready());
    const auto other = patient(ConfigFor(server.Url()));
    OutboxMessage message = SomeMessage();
    message.recipient = "hang@example.test";
    const auto hung = other->Send(message, Deadline::In(1s));
    ASSERT_FALSE(hung);
    EXPECT_EQ(hung.error().kind, ErrorKind::kUnavailable);
    EXPECT_EQ(KindFor(*other, "rude@example.test"), ErrorKind::kInvalid);
    EXPECT_FALSE(patience.Passed());

    const auto late = other->Send(SomeMessage(), Deadline::In(-1ms));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().kind, ErrorKind::kUnavailable);
}

TEST_F(SmtpSenderTest, SignsInAndKeepsMessagesAliveWhenThePasswordIsWrong) {
    const MailServer server(folder_, {"--auth"});
    ASSERT_TRUE(server.Ready());
    SmtpConfig config = ConfigFor(server.Url());
    config.user = "liandong";
    config.password_file = folder_.Path() / "password";
    std::ofstream(config.password_file) << "out of date\n";
    const auto sender = Make(config);
    EXPECT_EQ(KindFor(*sender, "good@example.test"), ErrorKind::kUnavailable);
    EXPECT_THAT(last_error_.for_log, HasSubstr("535"));
    std::ofstream(config.password_file) << "open sesame\n";
    EXPECT_EQ(KindFor(*sender, "good@example.test"), ErrorKind{}) << last_error_.for_log;
    EXPECT_THAT(testing::ReadText(folder_.Path() / "1/raw"), Not(HasSubstr("sesame")));
}

TEST_F(SmtpSenderTest, StartTlsIsRequiredAndTheCertificateIsChecked) {
    const std::string cert = folder_.Path() / "cert.pem";
    const std::string key = folder_.Path() / "key.pem";
    const std::string make_cert =
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
        "-addext subjectAltName=IP:127.0.0.1 -keyout " +
        key + " -out " + cert + " 2>/dev/null";
    ASSERT_EQ(std::system(make_cert.c_str()), 0);
    {
        const MailServer server(folder_, {"--tls", cert, key});
        ASSERT_TRUE(server.Ready());
        SmtpConfig config = ConfigFor(server.Url());
        config.start_tls = StartTls::kRequired;
        EXPECT_EQ(KindFor(*Make(config), "good@example.test"), ErrorKind::kUnavailable)
            << "an unknown authority";
        config.ca_file = cert;
        EXPECT_EQ(KindFor(*Make(config), "good@example.test"), ErrorKind{}) << last_error_.for_log;
    }
    const MailServer plain(folder_);
    ASSERT_TRUE(plain.Ready());
    SmtpConfig config = ConfigFor(plain.Url());
    config.start_tls = StartTls::kRequired;
    EXPECT_EQ(KindFor(*Make(config), "good@example.test"), ErrorKind::kUnavailable)
        << "no STARTTLS on offer";
}

TEST_F(SmtpSenderTest, NothingInAMessageBecomesAHeaderOrACommand) {
    const MailServer server(folder_);
    ASSERT_TRUE(server.Ready());
    const auto sender = Make(ConfigFor(server.Url()));
    const auto refused = [&](OutboxMessage message) {
        const auto sent = sender->Send(message, Deadline::In(20s));
        return !sent && sent.error().kind == ErrorKind::kInvalid;
    };
    OutboxMessage message = SomeMessage();
    message.subject = "hello\r\nBcc: thief@example.test";
    EXPECT_TRUE(refused(message));
    message = SomeMessage();
    message.key = "k>\r\nBcc: thief@example.test";
    EXPECT_TRUE(refused(message));
    for (const char* bad :
         {"a@b.test\r\nRCPT TO:<thief@example.test>", "a@b.test>\nDATA", "a@b.test,c@d.test",
          "<a@b.test>", "a b@c.test", "a@", "@b.test", "a@b..test", "", "a", "\"a b\"@c.test",
          "灯@b.test", "a@b.test ", "a@-b.test"}) {
        message = SomeMessage();
        message.recipient = bad;
        EXPECT_TRUE(refused(message)) << bad;
    }
    message = SomeMessage();
    message.body = "one\r\n.\r\nMAIL FROM:<thief@example.test>\r\n";
    ASSERT_TRUE(sender->Send(message, Deadline::In(20s)));
    EXPECT_THAT(testing::ReadText(folder_.Path() / "1/body"),
                HasSubstr(".\r\nMAIL FROM:<thief@example.test>"));
    EXPECT_FALSE(std::filesystem::exists(folder_.Path() / "2"));
}

TEST_F(SmtpSenderTest, BadSettingsAreRefusedAtTheStart) {
    const auto refused = [&](const SmtpConfig& config) {
        const auto made = MakeSmtpSender(config, clock_);
        return !made && made.error().code == "bad_smtp_config";
    };
    for (const char* url :
         {"", "http://127.0.0.1:25", "127.0.0.1", "smtp://user:secret@127.0.0.1:25",
          "smtp://127.0.0.1:25/path", "file:///etc/passwd", "smtp://127.0.0.1:99999"}) {
        EXPECT_TRUE(refused(ConfigFor(url))) << url;
    }
    SmtpConfig config = ConfigFor("smtp://127.0.0.1:25");
    config.from = "nobody";
    EXPECT_TRUE(refused(config));
    config = ConfigFor("smtp://mail.example.test:587");
    config.user = "liandong";
    config.password_file = folder_.Path() / "password";
    std::ofstream(config.password_file) << "open sesame\n";
    EXPECT_TRUE(refused(config)) << "a password in the clear";
    config.start_tls = StartTls::kRequired;
    EXPECT_FALSE(refused(config));
    config.password_file = folder_.Path() / "missing";
    EXPECT_TRUE(refused(config));
}

}  // namespace
}  // namespace liandong::channels
