#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <unistd.h>

#include "adapters/channels/http_poster.hpp"
#include "adapters/channels/secret_files.hpp"
#include "app/webhook_signature.hpp"
#include "base/testing/test_folder.hpp"

// What webhooks need besides a receiver; one of those, over real HTTP, is in tests/linked.

namespace liandong::channels {
namespace {

constexpr const char* kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

Digest Hmac(std::span<const unsigned char> key, std::string_view text) {
    Digest digest;
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.bytes.data(),
         &size);
    return digest;
}

class SecretFolder : public ::testing::Test {
protected:
    void Write(const std::string& name, const std::string& text) const {
        testing::WriteText(folder_ / name, text);
    }
    [[nodiscard]] std::string Find(const std::string& name) const {
        const auto found = MakeSecretFiles(folder_.Path())->Find(name);
        if (!found) return found.error().code;
        std::string all;
        for (const std::string& key : *found) all += SecretText(key) + " ";
        return all;
    }
    testing::TestFolder folder_;
};

// The example that the specification's own libraries are tested with.
TEST(WebhookSignature, IsThatOfTheSpecification) {
    const auto key = SecretKeyOf(kSecret);
    ASSERT_TRUE(key);
    const auto headers = WebhookHeaders(Hmac, {*key, *key}, "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                        FromMillis(1'614'265'330'999), R"({"test": 2432232314})");
    const std::string signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    using Header = std::pair<std::string, std::string>;
    EXPECT_EQ(headers, (std::vector<Header>{{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
                                            {"webhook-timestamp", "1614265330"},
                                            {"webhook-signature", signature + " " + signature}}));
    EXPECT_EQ(SecretText(*key), kSecret);
}

TEST(WebhookSignature, ASecretIsLongEnoughAndWhole) {
    for (const char* bad : {"", "whsec_", "whsec_c2hvcnQ=", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
                            "whsec_not base64 at all, not at all"}) {
        EXPECT_FALSE(SecretKeyOf(bad)) << bad;
    }
    EXPECT_TRUE(SecretKeyOf("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")) << "the prefix may be left out";
    EXPECT_FALSE(SecretKeyOf("whsec_" + std::string(400, 'A'))) << "longer than 64 bytes";
}

TEST_F(SecretFolder, OneALineTheNewestFirst) {
    const std::string old = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    Write("patrol.secret", std::string(kSecret) + "\r\n\n" + old + "\n");
    EXPECT_EQ(Find("patrol"), std::string(kSecret) + " " + old + " ");
    Write("patrol.secret", old);
    EXPECT_EQ(Find("patrol"), old + " ") << "read anew each time";
}

TEST_F(SecretFolder, TheEnvironmentComesFirst) {
    Write("grid-centre.secret", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    ASSERT_EQ(::setenv("LIANDONG_LINK_SECRET_GRID_CENTRE", kSecret, 1), 0);
    EXPECT_EQ(Find("grid-centre"), std::string(kSecret) + " ");
    ASSERT_EQ(::unsetenv("LIANDONG_LINK_SECRET_GRID_CENTRE"), 0);
    EXPECT_EQ(Find("grid-centre"), "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ");
}

TEST_F(SecretFolder, NothingElseIsASecret) {
    std::filesystem::create_directory(folder_ / "folder.secret");
    Write("empty.secret", "\n\n");
    Write("garbled.secret", "whsec_AAAA\n");
    Write("master.key", std::string(kSecret));
    for (const char* name :
         {"nobody", "folder", "empty", "garbled", "", "../x", "master.key", "a/b"})
        EXPECT_EQ(Find(name), "no_secret") << name;
}

TEST(HttpPoster, PostsToNothingButWholeAddresses) {
    const auto poster = MakeHttpPoster();
    ASSERT_TRUE(poster);
    const Deadline soon = Deadline::In(std::chrono::seconds(60));
    const Duration limit = std::chrono::seconds(5);
    for (const char* url : {"file:///etc/passwd", "http://192.0.2.1/", "gopher://127.0.0.1/"}) {
        const auto answer = (*poster)->Post({url, {}, "{}", limit}, soon);
        ASSERT_FALSE(answer) << url;
        EXPECT_EQ(answer.error().kind, ErrorKind::kUnavailable);
    }
    const auto nobody = (*poster)->Post({"http://127.0.0.1:1/", {}, "{}", limit}, soon);
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().kind, ErrorKind::kUnavailable);
    const auto late = (*poster)->Post({"http://127.0.0.1:1/", {}, "{}", limit},
                                      Deadline::In(std::chrono::seconds(0)));
    EXPECT_FALSE(late);
}

}  // namespace
}  // namespace liandong::channels
