#include "adapters/learn/model_file.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <system_error>

#include "base/text.hpp"

namespace liandong {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers stand as this machine has them");

constexpr std::string_view kKind = "liandong-model ";
/// Earlier files are read too: they have none.
constexpr std::uint64_t kVersionWithNetwork = 2;
constexpr std::uint64_t kModelBytesMax = std::uint64_t{1} << 30U;

Error Damaged(std::string_view what) {
    return Invalid("damaged_model", "The model file is damaged: " + std::string(what) +
                                        ". Train it again, or take a copy.");
}

std::uint64_t Checksum(std::string_view bytes) {
    std::uint64_t sum = bytes.size();
    while (!bytes.empty()) {
        std::uint64_t eight = 0;
        const std::size_t size = std::min<std::size_t>(bytes.size(), sizeof eight);
        std::memcpy(&eight, bytes.data(), size);
        sum = MixBits(sum ^ eight) * 0x9E3779B97F4A7C15ULL;
        bytes.remove_prefix(size);
    }
    return sum;
}

class Writer {
public:
    template <class T>
    void Put(T value) {
        bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void Put(std::string_view text) {
        Put(static_cast<std::uint32_t>(text.size()));
        bytes_.append(text);
    }
    template <class T>
    void PutAll(const std::vector<T>& values) {
        Put(static_cast<std::uint64_t>(values.size()));
        bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
    }
    void Put(const Figure& figure) {
        Put(figure.value);
        Put(figure.low);
        Put(figure.high);
    }
    [[nodiscard]] std::string Take() && { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Reads what Writer wrote; after the first fault everything is zero and `IsOk` is false.
class Taker {
public:
    explicit Taker(std::string_view bytes) : bytes_(bytes) {}

    template <class T>
    T Take() {
        T value{};
        Copy(&value, sizeof value);
        return value;
    }
    std::string TakeText() {
        std::string text;
        const auto size = Take<std::uint32_t>();
        if (!Holds(size)) return text;
        text.assign(bytes_.substr(0, size));
        bytes_.remove_prefix(size);
        return text;
    }
    template <class T>
    std::vector<T> TakeAll() {
        const auto size = Take<std::uint64_t>();
        if (!Holds(size, sizeof(T))) return {};
        std::vector<T> values(size);
        Copy(values.data(), size * sizeof(T));
        return values;
    }
    Figure TakeFigure() { return {Take<double>(), Take<double>(), Take<double>()}; }
    /// How many things of at least `bytes` each follow; none when they cannot.
    std::uint32_t TakeCount(std::size_t bytes) {
        const auto count = Take<std::uint32_t>();
        return Holds(count, bytes) ? count : 0;
    }

    [[nodiscard]] bool IsOk() const { return ok_; }
    [[nodiscard]] bool AtEnd() const { return bytes_.empty(); }

private:
    bool Holds(std::uint64_t count, std::size_t bytes = 1) {
        ok_ = ok_ && count <= bytes_.size() / bytes;
        return ok_;
    }
    void Copy(void* to, std::size_t size) {
        if (!Holds(size) || size == 0) return;
        std::memcpy(to, bytes_.data(), size);
        bytes_.remove_prefix(size);
    }

    std::string_view bytes_;
    bool ok_ = true;
};

void PutScores(Writer& writer, const ClassifierScores& scores) {
    writer.Put(scores.messages);
    for (const Figure& figure : {scores.accuracy, scores.macro_f1, scores.top_two,
                                 scores.calibration_error, scores.accuracy_of_surest})
        writer.Put(figure);
    for (const auto& row : scores.confusion) writer.PutAll(row);
}

ClassifierScores TakeScores(Taker& taker, std::size_t labels) {
    ClassifierScores scores;
    scores.messages = taker.Take<std::uint32_t>();
    for (Figure* const figure : {&scores.accuracy, &scores.macro_f1, &scores.top_two,
                                 &scores.calibration_error, &scores.accuracy_of_surest})
        *figure = taker.TakeFigure();
    for (std::size_t i = 0; i < labels && taker.IsOk(); ++i)
        scores.confusion.push_back(taker.TakeAll<std::uint32_t>());
    return scores;
}

std::string Payload(const TrainedClassifier& trained) {
    const LinearModel& model = trained.model;
    Writer writer;
    writer.Put(static_cast<std::uint32_t>(model.labels.size()));
    for (const std::string& label : model.labels) writer.Put(std::string_view(label));
    writer.Put(static_cast<std::uint32_t>(model.words.Counted().size()));
    for (const auto& [word, count] : model.words.Counted()) {
        std::string text;
        for (const char32_t point : word) AppendUtf8(text, point);
        writer.Put(std::string_view(text));
        writer.Put(count);
    }
    writer.PutAll(model.vocabulary.Hashes());
    writer.PutAll(model.vocabulary.Rarity());
    writer.PutAll(model.weights);
    const SmallNetwork::Parts& parts = model.network.AllParts();
    writer.Put(parts.width);
    writer.Put(parts.units);
    writer.PutAll(parts.features);
    for (const auto* const values : {&parts.directions, &parts.hidden, &parts.output})
        writer.PutAll(*values);
    writer.Put(model.calibration.scale);
    writer.PutAll(model.calibration.offsets);
    const TrainingCounts& counts = trained.counts;
    for (const std::uint32_t count :
         {counts.given, counts.empty, counts.copies, counts.contradictory, counts.used})
        writer.Put(count);
    PutScores(writer, trained.scores);
    writer.Put(static_cast<std::uint32_t>(trained.scores_of_whole_texts ? 1 : 0));
    if (trained.scores_of_whole_texts) PutScores(writer, *trained.scores_of_whole_texts);
    return std::move(writer).Take();
}

SmallNetwork::Parts TakeNetwork(Taker& taker) {
    SmallNetwork::Parts parts;
    parts.width = taker.Take<std::uint32_t>();
    parts.units = taker.Take<std::uint32_t>();
    parts.features = taker.TakeAll<std::uint32_t>();
    for (auto* const values : {&parts.directions, &parts.hidden, &parts.output})
        *values = taker.TakeAll<float>();
    return parts;
}

LinearModel TakeModel(Taker& taker, SmallNetwork::Parts& network, std::uint64_t version) {
    LinearModel model;
    const auto labels = taker.TakeCount(sizeof(std::uint32_t));
    for (std::uint32_t i = 0; i < labels; ++i) model.labels.push_back(taker.TakeText());
    std::vector<std::pair<std::u32string, std::uint32_t>> counted;
    const auto words = taker.TakeCount(2 * sizeof(std::uint32_t));
    for (std::uint32_t i = 0; i < words; ++i) {
        const std::string text = taker.TakeText();
        counted.emplace_back(CodePoints(text), taker.Take<std::uint32_t>());
    }
    model.words = WordList(std::move(counted));
    auto hashes = taker.TakeAll<std::uint64_t>();
    auto rarity = taker.TakeAll<float>();
    rarity.resize(hashes.size());
    model.vocabulary = Vocabulary(std::move(hashes), std::move(rarity));
    model.weights = taker.TakeAll<float>();
    if (version >= kVersionWithNetwork) network = TakeNetwork(taker);
    model.calibration.scale = taker.Take<double>();
    model.calibration.offsets = taker.TakeAll<double>();
    return model;
}

/// Whether all parts fit each other, so that no later step reads beyond one.
bool IsWhole(const LinearModel& model) {
    return !model.labels.empty() && model.calibration.offsets.size() == model.labels.size() &&
           model.weights.size() == (model.vocabulary.size() + 1) * model.labels.size() &&
           std::isfinite(model.calibration.scale);
}

Result<TrainedClassifier> ModelOfPayload(std::string_view payload, std::uint64_t version) {
    Taker taker(payload);
    TrainedClassifier trained;
    SmallNetwork::Parts network;
    trained.model = TakeModel(taker, network, version);
    TrainingCounts& counts = trained.counts;
    for (std::uint32_t* const count :
         {&counts.given, &counts.empty, &counts.copies, &counts.contradictory, &counts.used})
        *count = taker.Take<std::uint32_t>();
    trained.scores = TakeScores(taker, trained.model.labels.size());
    if (taker.Take<std::uint32_t>() != 0)
        trained.scores_of_whole_texts = TakeScores(taker, trained.model.labels.size());
    const LinearModel& model = trained.model;
    if (!taker.IsOk() || !taker.AtEnd() || !IsWhole(model) ||
        !SmallNetwork::Fit(network, model.vocabulary.size(), model.labels.size()))
        return Failure{Damaged("its parts do not fit together")};
    trained.model.network = SmallNetwork(std::move(network), model.vocabulary.size());
    return trained;
}

std::string Shown(const Figure& figure) {
    std::ostringstream out;
    out.precision(4);
    out << std::fixed << figure.value << " (" << figure.low << " to " << figure.high << ')';
    return out.str();
}

std::optional<std::uint64_t> WholeNumber(std::string_view text, int base) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return number;
}

}  // namespace

std::string ModelBytes(const TrainedClassifier& trained) {
    const std::string payload = Payload(trained);
    std::ostringstream head;
    head << kKind << kModelFileVersion << "\nlabels: " << trained.model.labels.size()
         << "\nfeatures: " << trained.model.vocabulary.size()
         << "\nmessages: " << trained.counts.used
         << "\naccuracy: " << Shown(trained.scores.accuracy)
         << "\nmacro F1: " << Shown(trained.scores.macro_f1) << "\nbytes: " << payload.size()
         << "\nchecksum: " << std::hex << Checksum(payload) << "\n\n";
    return head.str() + payload;
}

Result<TrainedClassifier> ModelOfBytes(std::string_view bytes) {
    if (!bytes.starts_with(kKind))
        return Failure{Invalid("not_a_model", "This file is no model of `liandong train`.")};
    const auto end = bytes.find("\n\n");
    const std::string_view head = bytes.substr(0, std::min<std::size_t>(end, 10'000));
    std::map<std::string_view, std::string_view> said;
    const auto lines = Split(head, '\n');
    for (const std::string_view line : lines) {
        const auto colon = line.find(": ");
        if (colon != std::string_view::npos) said[line.substr(0, colon)] = line.substr(colon + 2);
    }
    const auto version = WholeNumber(lines.front().substr(kKind.size()), 10);
    if (!version) return Failure{Damaged("its first line has no version")};
    if (*version > kModelFileVersion)
        return Failure{Invalid("newer_model", "The model file has version " +
                                                  std::to_string(*version) +
                                                  "; this program reads up to version " +
                                                  std::to_string(kModelFileVersion) + ".")};
    const auto size = WholeNumber(said["bytes"], 10);
    const auto checksum = WholeNumber(said["checksum"], 16);
    if (end == std::string_view::npos || !size || !checksum)
        return Failure{Damaged("its head is not complete")};
    const std::string_view payload = bytes.substr(end + 2);
    if (payload.size() != *size)
        return Failure{Damaged("it has " + std::to_string(payload.size()) + " bytes of " +
                               std::to_string(*size))};
    if (Checksum(payload) != *checksum) return Failure{Damaged("its checksum is another")};
    return ModelOfPayload(payload, *version);
}

Result<void> WriteModel(const std::filesystem::path& path, const TrainedClassifier& trained) {
    const std::string bytes = ModelBytes(trained);
    std::filesystem::path part = path;
    part += ".part";
    std::error_code error;
    {
        std::ofstream file(part, std::ios::binary | std::ios::trunc);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.close();
        if (!file) {
            std::filesystem::remove(part, error);
            return Failure{Unavailable("cannot write " + part.string())};
        }
    }
    std::filesystem::rename(part, path, error);
    if (error)
        return Failure{Unavailable("cannot write " + path.string() + ": " + error.message())};
    return {};
}

Result<TrainedClassifier> ReadModel(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return Failure{NotFound("no_such_model", "There is no model " + path.string() + ".")};
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file) return Failure{Unavailable("cannot read " + path.string())};
    if (size > kModelBytesMax) return Failure{Damaged("it is larger than any model")};
    std::string bytes(size, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    if (file.gcount() != static_cast<std::streamsize>(size))
        return Failure{Unavailable("cannot read " + path.string())};
    return ModelOfBytes(bytes);
}

}  // namespace liandong
