#include "app/cell_index.hpp"

#include <cmath>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "domain/geo/geo.hpp"

namespace liandong {
namespace {

/// Rows × columns of cells around Haikou whose shared edges are wavy, so that their boxes overlap.
std::vector<GridCell> WavyCity(int rows, int columns) {
    const auto corner = [](double row, double column) {
        return GeoPoint{110.1 + 0.004 * column + 0.001 * std::sin(row * 2.1),
                        19.5 + 0.004 * row + 0.001 * std::sin(column * 1.7)};
    };
    constexpr int kSteps = 8;
    std::vector<GridCell> cells;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            GridCell cell;
            cell.code = std::to_string(row) + "-" + std::to_string(column);
            for (int i = 0; i < kSteps; ++i)
                cell.ring.push_back(corner(row, column + i / double{kSteps}));
            for (int i = 0; i < kSteps; ++i)
                cell.ring.push_back(corner(row + i / double{kSteps}, column + 1));
            for (int i = kSteps; i > 0; --i)
                cell.ring.push_back(corner(row + 1, column + i / double{kSteps}));
            for (int i = kSteps; i > 0; --i)
                cell.ring.push_back(corner(row + i / double{kSteps}, column));
            cell.ring.push_back(cell.ring.front());
            cells.push_back(std::move(cell));
        }
    }
    return cells;
}

TEST(CellIndex, FindsTheCellAPersonStandsIn) {
    const std::vector<GridCell> cells = WavyCity(20, 20);
    const CellIndex index{cells};
    std::mt19937 random{7};
    std::uniform_real_distribution<double> lon{110.09, 110.20};
    std::uniform_real_distribution<double> lat{19.49, 19.60};
    int found = 0;
    for (int i = 0; i < 5'000; ++i) {
        const GeoPoint point{lon(random), lat(random)};
        const GridCell* expected = nullptr;
        int holders = 0;
        for (const GridCell& cell : cells) {
            if (!Contains(cell.ring, point)) continue;
            expected = &cell;
            ++holders;
        }
        ASSERT_LE(holders, 1) << "the cells overlap at " << point.lon << " " << point.lat;
        ASSERT_EQ(index.Find(point), expected);
        found += expected != nullptr ? 1 : 0;
    }
    EXPECT_GT(found, 2'000);
    EXPECT_LT(found, 5'000);
}

TEST(CellIndex, HasNoAnswerOutsideTheCityOrWithoutAGrid) {
    const std::vector<GridCell> cells = WavyCity(3, 3);
    const CellIndex index{cells};
    EXPECT_EQ(index.Find({116.39, 39.9}), nullptr);
    EXPECT_EQ(index.Find({std::nan(""), 19.5}), nullptr);
    EXPECT_EQ(CellIndex{{}}.Find({110.1, 19.5}), nullptr);
    const std::vector<GridCell> empty(1);
    EXPECT_EQ(CellIndex{empty}.Find({0, 0}), nullptr);
}

TEST(CellIndex, WhereCellsOverlapTheFirstOneAnswers) {
    std::vector<GridCell> cells = WavyCity(1, 1);
    cells.push_back(cells.front());
    cells.back().code = "later";
    const CellIndex index{cells};
    EXPECT_EQ(index.Find({110.102, 19.502}), &cells.front());
}

}  // namespace
}  // namespace liandong
