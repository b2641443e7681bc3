// Writes the sounds of the Han characters U+4E00 to U+9FFF as C++, out of ICU's own transliterator:
//   make_pinyin OUTPUT.cpp
// Runs in the build; nothing of ICU's data is kept in the repository.

#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace {

constexpr char32_t kFirst = 0x4E00;
constexpr char32_t kLast = 0x9FFF;

// "lǜ" is "lv", as it is typed; a character without a sound is "".
std::string SoundOf(const icu::Transliterator& sounds, const icu::Transliterator& plain,
                    char32_t character) {
    icu::UnicodeString text(static_cast<UChar32>(character));
    sounds.transliterate(text);
    for (const char16_t umlaut : {u'ü', u'ǖ', u'ǘ', u'ǚ', u'ǜ'})
        text.findAndReplace(icu::UnicodeString(umlaut), icu::UnicodeString(u'v'));
    plain.transliterate(text);
    std::string sound;
    text.toLower().toUTF8String(sound);
    for (const char c : sound) {
        if (c < 'a' || c > 'z') return "";
    }
    return sound;
}

}  // namespace

int main(int argc, char** argv) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> sounds(
        icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD, status));
    const std::unique_ptr<icu::Transliterator> plain(
        icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, status));
    if (argc != 2 || U_FAILURE(status)) {
        std::cerr << "make_pinyin: " << u_errorName(status) << '\n';
        return 2;
    }
    std::map<std::string, std::size_t> numbers{{"", 0}};
    std::vector<std::string> of;
    for (char32_t character = kFirst; character <= kLast; ++character) {
        of.push_back(SoundOf(*sounds, *plain, character));
        numbers.emplace(of.back(), 0);
    }
    std::ofstream out(argv[1]);
    out << "// Made by tools/make_pinyin.cpp.\n#include \"domain/search/sounds_table.hpp\"\n\n"
           "#include <array>\n\nnamespace liandong {\nnamespace {\n"
           "constexpr auto kSounds = std::to_array<std::string_view>({";
    std::size_t next = 0;
    for (auto& [sound, number] : numbers) {
        number = next++;
        out << '"' << sound << "\",";
    }
    out << "});\nconstexpr std::array<std::uint16_t, " << of.size() << "> kOf{";
    for (const std::string& sound : of) out << numbers[sound] << ',';
    out << "};\n}  // namespace\n"
           "std::span<const std::string_view> KnownSounds() { return kSounds; }\n"
           "std::span<const std::uint16_t> SoundsOfHan() { return kOf; }\n"
           "}  // namespace liandong\n";
    return out.flush() ? 0 : 2;
}
