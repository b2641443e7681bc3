#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <cairo.h>
#include <pango/pangocairo.h>

#include "app/paper.hpp"

// Pages of type: internal to adapters/print.

namespace liandong::print {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

// The type area of official documents (GB/T 9704): A4, 156 × 225 mm, in points.
inline constexpr double kPageWidth = 595.28;
inline constexpr double kPageHeight = 841.89;
inline constexpr double kLeft = 79.4;
inline constexpr double kTop = 90.0;
inline constexpr double kWidth = 442.2;
inline constexpr double kBottom = 760.0;

struct Face {
    double points = 12;
    bool bold = false;
    bool sans = false;
};

/// Text in lines, ready to be drawn.
class Type {
public:
    explicit Type(Owned<PangoLayout> layout) : layout_(std::move(layout)) {}

    [[nodiscard]] int LineCount() const { return pango_layout_get_line_count(layout_.get()); }
    [[nodiscard]] double LineHeight(int line) const;
    /// Some letter has no font.
    [[nodiscard]] bool HasUnknownGlyphs() const {
        return pango_layout_get_unknown_glyphs_count(layout_.get()) > 0;
    }
    /// Draws one line in the column at `left`, its upper edge at `top`.
    void Draw(cairo_t* cairo, int line, double left, double top) const;

private:
    Owned<PangoLayout> layout_;
};

/// The document as it grows: a cursor that goes down and turns the page.
class Pages {
public:
    /// Errors: kUnavailable.
    [[nodiscard]] static Result<Pages> Start(std::string& bytes, const Paper& document);

    [[nodiscard]] Type Set(std::string_view text, Face face, double width,
                           CellAlign align = CellAlign::kStart, double indent = 0) const;
    /// Draws all lines, turning pages as needed.
    void Flow(const Type& type, double left);
    /// A new page unless that much is left on this one.
    void Need(double height) {
        if (y_ + height > kBottom) Turn();
    }
    void Turn();
    void Space(double height) { y_ += height; }
    void Rule(double left, double right, double y, double thickness);

    [[nodiscard]] double Y() const { return y_; }
    [[nodiscard]] double Left() const { return kBottom - y_; }
    [[nodiscard]] bool IsTop() const { return y_ <= kTop; }
    [[nodiscard]] cairo_t* Cairo() const { return cairo_.get(); }
    [[nodiscard]] bool IsTooLong() const { return number_ > kPaperPagesMax; }
    /// Errors: kUnavailable when Cairo could not write.
    [[nodiscard]] Result<void> Finish();

private:
    Pages(Owned<cairo_surface_t> surface, Owned<cairo_t> cairo, std::string footer);
    void Foot();

    Owned<cairo_surface_t> surface_;
    Owned<cairo_t> cairo_;
    Owned<PangoFontMap> fonts_;
    Owned<PangoContext> context_;
    std::string footer_;
    double y_ = kTop;
    int number_ = 1;
};

}  // namespace liandong::print
