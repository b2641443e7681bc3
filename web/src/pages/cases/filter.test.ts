import { describe, expect, it } from "vitest";
import { exportUrl, filterOf } from "./filter";

describe("a list's address", () => {
  it("becomes the API's filter, days in the city's zone and whole", () => {
    const search = new URLSearchParams("state=handling,callback&urgent=true&from=2026-03-01&to=2026-03-31");
    expect(filterOf(search, 480)).toEqual({
      state: "handling,callback",
      urgent: true,
      opened_from: "2026-03-01T00:00:00+08:00",
      opened_before: "2026-04-01T00:00:00+08:00",
    });
  });
  it("leaves out what nobody understands", () => {
    expect(filterOf(new URLSearchParams("from=yesterday&urgent=maybe&state=%20"), 480)).toEqual({});
  });
  it("exports what is shown, also of a search", () => {
    const url = exportUrl({ category: "01" }, "路灯", "xlsx");
    expect(url).toBe("/api/v1/search/export?category=01&format=xlsx&q=%E8%B7%AF%E7%81%AF");
  });
});
