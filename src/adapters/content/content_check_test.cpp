#include "adapters/content/content_check.hpp"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace liandong::content {
namespace {

std::string Bytes(std::initializer_list<unsigned> values) {
    std::string out;
    for (const unsigned value : values) out.push_back(static_cast<char>(value));
    return out;
}
std::string Big32(std::size_t value) {
    return Bytes({static_cast<unsigned>(value >> 24U), static_cast<unsigned>(value >> 16U & 255U),
                  static_cast<unsigned>(value >> 8U & 255U), static_cast<unsigned>(value & 255U)});
}
std::string Little32(std::size_t value) {
    const std::string big = Big32(value);
    return {big.rbegin(), big.rend()};
}

/// A grey 8×8 picture: quantisation and Huffman tables, one scan.
std::string Jpeg(const std::string& comment = "") {
    std::string out =
        Bytes({0xFF, 0xD8, 0xFF, 0xE0, 0, 16}) + std::string("JFIF\0\1\1\0\0\1\0\1\0\0", 14);
    if (!comment.empty()) {
        const std::size_t length = comment.size() + 2;
        out += Bytes({0xFF, 0xFE, static_cast<unsigned>(length >> 8U),
                      static_cast<unsigned>(length & 255U)}) +
               comment;
    }
    out += Bytes({0xFF, 0xDB, 0, 67, 0}) + std::string(64, '\1');
    out += Bytes({0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0});
    out += Bytes({0xFF, 0xC4, 0, 20, 0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    out += Bytes({0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    return out + Bytes({0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x3F, 0xFF, 0xD9});
}

/// One red pixel, as the PNG suite would have it.
std::string Png() {
    return Bytes({0x89, 'P',  'N',  'G',  13,   10,  26,  10,  0,   0,    0,    13,   'I',  'H',
                  'D',  'R',  0,    0,    0,    1,   0,   0,   0,   1,    8,    2,    0,    0,
                  0,    0x90, 0x77, 0x53, 0xDE, 0,   0,   0,   12,  'I',  'D',  'A',  'T',  8,
                  0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0,   0,   3,   1,   1,    0,    0x18, 0xDD, 0x8D,
                  0xB0, 0,    0,    0,    0,    'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82});
}

std::string Webp() {
    const std::string pixel =
        Bytes({0x2F, 0, 0, 0, 0, 0x07, 0x10, 0xFD, 0x8F, 0xFE, 0x07, 0x22, 0xA2, 0xFF, 0x01, 0});
    return "RIFF" + Little32(12 + pixel.size()) + "WEBPVP8L" + Little32(pixel.size()) + pixel;
}

std::string Wav() {
    const std::string format = Bytes({1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0});
    return "RIFF" + Little32(36 + 8) + "WAVEfmt " + Little32(16) + format + "data" + Little32(8) +
           std::string(8, '\0');
}

std::string Box(const std::string& type, const std::string& content) {
    return Big32(8 + content.size()) + type + content;
}
std::string Movie(const std::string& brand) {
    return Box("ftyp", brand + std::string(4, '\0') + "isommp42") +
           Box("mdat", std::string(16, '\0')) + Box("moov", Box("mvhd", std::string(100, '\0')));
}
/// With the index in front, as for playing while loading.
std::string StreamedMovie() {
    return Box("ftyp", "isom" + std::string(4, '\0') + "isommp42") +
           Box("moov", Box("mvhd", std::string(100, '\0'))) + Box("mdat", std::string(16, '\0'));
}
std::string Heic() {
    return Box("ftyp", "heic" + std::string(4, '\0') + "mif1heic") +
           Box("meta", std::string(40, '\0')) + Box("mdat", std::string(16, '\0'));
}

/// 128 kbit/s, 44.1 kHz: frames of 417 bytes.
std::string Mp3(int frames = 4) {
    std::string out;
    for (int frame = 0; frame < frames; ++frame)
        out += Bytes({0xFF, 0xFB, 0x90, 0x00}) + std::string(413, '\0');
    return out;
}
std::string Id3() {
    return std::string("ID3\3\0\0", 6) + Bytes({0, 0, 0, 20}) + std::string(20, '\0');
}

std::string Amr() { return "#!AMR\n" + Bytes({0x04}) + std::string(12, '\x55'); }

std::string Ogg() {
    const std::string head =
        Bytes({1}) + "vorbis" + std::string(4, '\0') +
        Bytes({1, 0x44, 0xAC, 0, 0, 0, 0, 0, 0, 0, 0xEE, 2, 0, 0, 0, 0, 0, 0xB8, 1});
    return "OggS" + Bytes({0, 2}) + std::string(20, '\0') +
           Bytes({1, static_cast<unsigned>(head.size())}) + head;
}

std::string Pdf(const std::string& extra = "") {
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + extra +
           ">>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
           "trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n";
}

/// One stored file "a" without content.
std::string Zip() {
    const std::string common =
        Bytes({20, 0, 0, 0, 0, 0, 0, 0, 0, 0}) + std::string(12, '\0') + Bytes({1, 0, 0, 0});
    const std::string local = "PK\3\4" + common + "a";
    const std::string directory = "PK\1\2" + Bytes({20, 0}) + common + std::string(14, '\0') + "a";
    return local + directory + "PK\5\6" + Bytes({0, 0, 0, 0, 1, 0, 1, 0}) +
           Little32(directory.size()) + Little32(local.size()) + Bytes({0, 0});
}

std::string Told(const std::string& bytes, std::string_view claimed = "") {
    const auto checked = CheckContent(bytes, claimed);
    if (!checked) return checked.error().code;
    return std::string(checked->media_type) + " ." + std::string(checked->extension);
}

TEST(ContentCheck, EveryAllowedTypeIsKnownByItsBytes) {
    EXPECT_EQ(Told(Jpeg()), "image/jpeg .jpg");
    EXPECT_EQ(Told(Png()), "image/png .png");
    EXPECT_EQ(Told(Webp()), "image/webp .webp");
    EXPECT_EQ(Told(Heic()), "image/heic .heic");
    EXPECT_EQ(Told(Mp3()), "audio/mpeg .mp3");
    EXPECT_EQ(Told(Id3() + Mp3()), "audio/mpeg .mp3");
    EXPECT_EQ(Told(Wav()), "audio/wav .wav");
    EXPECT_EQ(Told(Amr()), "audio/amr .amr");
    EXPECT_EQ(Told(Movie("M4A ")), "audio/mp4 .m4a");
    EXPECT_EQ(Told(Ogg()), "audio/ogg .ogg");
    EXPECT_EQ(Told(Movie("isom")), "video/mp4 .mp4");
    EXPECT_EQ(Told(Movie("mp42")), "video/mp4 .mp4");
    EXPECT_EQ(Told(Pdf()), "application/pdf .pdf");
}

TEST(ContentCheck, TheContentDecidesAndNotTheClaim) {
    EXPECT_EQ(Told(Png(), "image/jpeg"), "image/png .png");
    EXPECT_FALSE(CheckContent(Png(), "image/jpeg")->as_claimed);
    EXPECT_FALSE(CheckContent(Png(), "nonsense\r\n")->as_claimed);
    EXPECT_TRUE(CheckContent(Png(), "Image/PNG; name=x.png")->as_claimed);
    EXPECT_TRUE(CheckContent(Png(), "")->as_claimed);
    EXPECT_TRUE(CheckContent(Wav(), "audio/x-wav")->as_claimed);
}

TEST(ContentCheck, WhatIsNotAllowedIsRefusedWhateverItsName) {
    const std::vector<std::string> hostile = {
        "<!DOCTYPE html><html><script>alert(1)</script></html>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
        "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "alert(document.cookie);",
        "#!/bin/sh\nrm -rf /\n",
        "MZ" + std::string(58, '\0') + Bytes({64, 0, 0, 0}) + std::string("PE\0\0", 4) +
            std::string(200, '\0'),
        Bytes({0x7F, 'E', 'L', 'F', 2, 1, 1, 0}) + std::string(56, '\0'),
        Zip(),
        "GIF89a" + Bytes({1, 0, 1, 0, 0, 0, 0, ';'}),
        "GIF89a=1;alert(1)//",
        std::string(100, '\0'),
        "请尽快处理",
        "x",
        Bytes({0xFF}),
        "BM" + std::string(100, '\0'),
        std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(512, '\0'),
    };
    for (const std::string& bytes : hostile)
        EXPECT_EQ(Told(bytes, "image/jpeg"), "content_type_refused") << bytes;
    const auto refused = CheckContent(hostile.front(), "image/jpeg");
    EXPECT_EQ(refused.error().kind, ErrorKind::kInvalid);
    EXPECT_EQ(refused.error().args.at(0).second, "text/html");
}

TEST(ContentCheck, AFileThatIsTwoThingsIsRefused) {
    EXPECT_EQ(Told(Jpeg() + Zip()), "content_disguised")
        << "GIFAR: a picture that Java opens as an archive";
    EXPECT_EQ(Told(Png() + Zip()), "content_disguised");
    EXPECT_EQ(Told(Jpeg("<script>alert(1)</script>")), "content_disguised");
    EXPECT_EQ(Told(Jpeg("<HTML><Body>")), "content_disguised");
    EXPECT_EQ(Told(Png() + "<?php system($_GET['c']); ?>"), "content_disguised");
    EXPECT_EQ(Told(Jpeg("%PDF-1.4")), "content_disguised");
    EXPECT_EQ(Told(Mp3() + "Rar!\x1A\x07\x01"), "content_disguised");
    EXPECT_EQ(Told(Pdf("/OpenAction<</S/JavaScript/JS(app.alert(1))>>")), "content_disguised");
    EXPECT_EQ(Told(Pdf("/OpenAction<</S/Launch/F(cmd.exe)>>")), "content_disguised");
}

TEST(ContentCheck, PhonesMayPutAFilmBehindAPicture) {
    EXPECT_EQ(Told(Jpeg() + Movie("mp42")), "image/jpeg .jpg");
}

TEST(ContentCheck, ATruncatedFileIsNeverAccepted) {
    EXPECT_EQ(Told(""), "content_empty");
    for (const std::string& whole : {Jpeg(), Png(), Webp(), Wav(), Heic(), Movie("isom"),
                                     StreamedMovie(), Movie("M4A "), Ogg(), Pdf()}) {
        ASSERT_TRUE(CheckContent(whole, "")) << Told(whole);
        // The last line end of a PDF is nothing to miss.
        for (std::size_t length = 1; length + 1 < whole.size(); ++length) {
            const auto checked = CheckContent(std::string_view(whole).substr(0, length), "");
            ASSERT_FALSE(checked) << checked->media_type << " cut to " << length << " of "
                                  << whole.size();
        }
    }
    EXPECT_EQ(Told(Jpeg().substr(0, 60)), "content_truncated");
    EXPECT_EQ(Told(Mp3(1)), "content_truncated") << "one frame header alone lets anything in";
}

TEST(ContentCheck, SizeHasALimit) {
    ContentLimits limits;
    limits.bytes_max = Png().size();
    EXPECT_TRUE(CheckContent(Png(), "", limits));
    limits.bytes_max -= 1;
    const auto checked = CheckContent(Png(), "", limits);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, "content_too_large");
}

TEST(ContentCheck, ManyThreadsCheckAtOnce) {
    std::atomic<int> right = 0;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                for (int time = 0; time < 50; ++time) {
                    right += Told(Png()) == "image/png .png" ? 1 : 0;
                    right += Told("<html>") == "content_type_refused" ? 1 : 0;
                }
            });
        }
    }
    EXPECT_EQ(right, 400);
}

}  // namespace
}  // namespace liandong::content
