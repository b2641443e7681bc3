#include "adapters/print/page.hpp"

#include <cairo-pdf.h>

namespace liandong::print {
namespace {

constexpr double kSerifLineSpacing = 1.15;

cairo_status_t Collect(void* closure, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

Owned<PangoFontDescription> FontOf(Face face) {
    Owned<PangoFontDescription> font(pango_font_description_new());
    // Fontconfig takes the first that is there; any Chinese font will do.
    pango_font_description_set_family_static(
        font.get(), face.sans ? "Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Zen Hei, Sans"
                              : "Noto Serif CJK SC, Source Han Serif SC, AR PL UMing CN, Serif");
    pango_font_description_set_absolute_size(font.get(), face.points * PANGO_SCALE);
    pango_font_description_set_weight(font.get(),
                                      face.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    return font;
}

PangoAlignment AlignmentOf(CellAlign align) {
    switch (align) {
        case CellAlign::kStart: return PANGO_ALIGN_LEFT;
        case CellAlign::kCentre: return PANGO_ALIGN_CENTER;
        case CellAlign::kEnd: return PANGO_ALIGN_RIGHT;
    }
    return PANGO_ALIGN_LEFT;
}

// Logical extents: where the line stands in its column (alignment, indent) and how high it is.
PangoRectangle Extents(PangoLayout* layout, int line) {
    PangoRectangle logical{};
    PangoLayoutIter* iter = pango_layout_get_iter(layout);
    for (int i = 0; i < line; ++i) pango_layout_iter_next_line(iter);
    pango_layout_iter_get_line_extents(iter, nullptr, &logical);
    logical.y = pango_layout_iter_get_baseline(iter) - logical.y;  // ascent of this line
    pango_layout_iter_free(iter);
    return logical;
}

}  // namespace

double Type::LineHeight(int line) const {
    return static_cast<double>(Extents(layout_.get(), line).height) / PANGO_SCALE;
}

void Type::Draw(cairo_t* cairo, int line, double left, double top) const {
    const PangoRectangle at = Extents(layout_.get(), line);
    cairo_move_to(cairo, left + static_cast<double>(at.x) / PANGO_SCALE,
                  top + static_cast<double>(at.y) / PANGO_SCALE);
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout_.get(), line));
}

Pages::Pages(Owned<cairo_surface_t> surface, Owned<cairo_t> cairo, std::string footer)
    : surface_(std::move(surface)),
      cairo_(std::move(cairo)),
      fonts_(pango_cairo_font_map_new()),
      context_(pango_font_map_create_context(fonts_.get())),
      footer_(std::move(footer)) {
    pango_context_set_language(context_.get(), pango_language_from_string("zh-cn"));
    pango_cairo_update_context(cairo_.get(), context_.get());
}

Result<Pages> Pages::Start(std::string& bytes, const Paper& document) {
    Owned<cairo_surface_t> surface(
        cairo_pdf_surface_create_for_stream(Collect, &bytes, kPageWidth, kPageHeight));
    Owned<cairo_t> cairo(cairo_create(surface.get()));
    if (const auto status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS) {
        return Failure{
            Unavailable(std::string("beginning a document: ") + cairo_status_to_string(status))};
    }
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, document.title.c_str());
    const std::string made = FormatRfc3339(document.made_at, UtcOffset{0});
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
    return Pages(std::move(surface), std::move(cairo), document.footer);
}

Type Pages::Set(std::string_view text, Face face, double width, CellAlign align,
                double indent) const {
    Owned<PangoLayout> layout(pango_layout_new(context_.get()));
    const Owned<PangoFontDescription> font = FontOf(face);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_indent(layout.get(), static_cast<int>(indent * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), AlignmentOf(align));
    pango_layout_set_line_spacing(layout.get(), static_cast<float>(kSerifLineSpacing));
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return Type(std::move(layout));
}

void Pages::Flow(const Type& type, double left) {
    for (int line = 0; line < type.LineCount(); ++line) {
        const double height = type.LineHeight(line);
        Need(height);
        type.Draw(cairo_.get(), line, left, y_);
        y_ += height;
    }
}

void Pages::Rule(double left, double right, double y, double thickness) {
    cairo_set_line_width(cairo_.get(), thickness);
    cairo_move_to(cairo_.get(), left, y);
    cairo_line_to(cairo_.get(), right, y);
    cairo_stroke(cairo_.get());
}

void Pages::Foot() {
    constexpr double kFoot = kBottom + 24;
    const Face face{10, false, false};
    Set("— " + std::to_string(number_) + " —", face, kWidth, CellAlign::kEnd)
        .Draw(cairo_.get(), 0, kLeft, kFoot);
    if (footer_.empty()) return;
    Set(footer_, face, kWidth * 0.8).Draw(cairo_.get(), 0, kLeft, kFoot);
}

void Pages::Turn() {
    if (IsTooLong()) return;  // nobody reads what comes now; Print refuses it
    Foot();
    cairo_show_page(cairo_.get());
    ++number_;
    y_ = kTop;
}

Result<void> Pages::Finish() {
    Foot();
    cairo_show_page(cairo_.get());
    cairo_surface_finish(surface_.get());
    const auto status = cairo_surface_status(surface_.get());
    if (status == CAIRO_STATUS_SUCCESS) return {};
    return Failure{
        Unavailable(std::string("writing a document: ") + cairo_status_to_string(status))};
}

}  // namespace liandong::print
