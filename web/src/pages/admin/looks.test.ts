import { describe, expect, it } from "vitest";
import { accessFilterOf, lookFilterOf, looksUrl } from "./looks";

describe("the audit's address", () => {
  it("becomes the API's filter, days in the city's zone and whole", () => {
    const search = new URLSearchParams(
      "person=agent&case=202603020000001&kind=list_exported&from=2026-03-01&to=2026-03-31",
    );
    expect(lookFilterOf(search, 480)).toEqual({
      kind: "list_exported",
      person: "agent",
      case: "202603020000001",
      from: "2026-03-01T00:00:00+08:00",
      before: "2026-04-01T00:00:00+08:00",
    });
  });
  it("leaves out what nobody understands", () => {
    expect(lookFilterOf(new URLSearchParams("kind=peeped&case=x&from=yesterday&person=%20"), 480)).toEqual(
      {},
    );
  });
  it("asks less of changes of access", () => {
    expect(accessFilterOf(new URLSearchParams("person=zhang&case=1&to=2026-03-31"), 480)).toEqual({
      person: "zhang",
      before: "2026-04-01T00:00:00+08:00",
    });
  });
  it("exports what is shown", () => {
    expect(looksUrl({ person: "agent" }, "csv")).toBe("/api/v1/looks/export?person=agent&format=csv");
  });
});
