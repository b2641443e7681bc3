import { webcrypto } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ApiError } from "@/api/errors";
import {
  formOf,
  handIn,
  hasSomething,
  isOld,
  lacksOf,
  newReport,
  newTaskReport,
  takeBack,
  verdictOf,
  waitingOf,
} from "./outbox";

// A browser has it; Node 18, which Debian has, keeps it in a module.
globalThis.crypto ??= webcrypto as Crypto;

const point = { lon: 110.3, lat: 20.02 };

describe("a report that waits", () => {
  it("says what is missing before it is handed in", () => {
    const empty = newReport("wg0001", 1);
    expect(lacksOf(empty)).toEqual(["content", "point"]);
    expect(hasSomething(empty)).toBe(false);
    const task = newTaskReport("wg0001", 1, "17", "核验");
    expect(lacksOf(task, true)).toEqual(["passed", "content", "photo", "point"]);
    const full = { ...task, photos: ["p"], draft: { passed: false, text: "还在", point } };
    expect(lacksOf(full, true)).toEqual([]);
  });
  it("fixes what goes up: the first unit leads, the others assist", () => {
    const entry = newReport("wg0001", 1);
    const draft = { ...entry.draft, content: " 楼顶搭棚。很吵 ", units: ["A", "B", "C"], point };
    const waiting = handIn({ ...entry, draft }, 2);
    expect(JSON.parse(waiting.body ?? "")).toEqual({
      point,
      narrative: { title: "楼顶搭棚", content: "楼顶搭棚。很吵", address: "", wish: "" },
      lead: "A",
      assisting: ["B", "C"],
    });
    expect(waiting.id).toBe(entry.id);
    expect(JSON.parse(handIn({ ...entry, draft: { ...draft, units: [] } }, 2).body ?? "")).not.toHaveProperty(
      "lead",
    );
  });
  it("is the same to the byte each time it is sent", async () => {
    const waiting = handIn({ ...newReport("wg0001", 1), photos: ["p"] }, 2);
    const photo = { name: "现场1.jpg", blob: new Blob(["bytes"], { type: "image/jpeg" }) };
    const [first, second] = [formOf(waiting, [photo]), formOf(waiting, [photo])];
    expect(await first.blob.text()).toBe(await second.blob.text());
    expect(first.type).toContain(waiting.id);
    expect(await first.blob.text()).toContain('name="photo"; filename="现场1.jpg"');
  });
  it("goes up in the order it was written, under another key once it was changed", () => {
    const [a, b] = [handIn(newReport("x", 1), 20), handIn(newReport("x", 2), 10)];
    expect(waitingOf([a, newReport("x", 3), b]).map((each) => each.id)).toEqual([b.id, a.id]);
    expect(takeBack(a, 30).id).not.toBe(a.id);
    expect(takeBack(a, 30).body).toBeUndefined();
  });
  it("stays in the list for a month", () => {
    const sent = { ...newReport("x", 1), state: "sent" as const, changedAt: 0 };
    expect(isOld(sent, 29 * 86_400_000)).toBe(false);
    expect(isOld(sent, 31 * 86_400_000)).toBe(true);
    expect(isOld({ ...sent, state: "waiting" }, 99 * 86_400_000)).toBe(false);
  });
});

describe("what an error means", () => {
  it.each([
    [0, "later"],
    [429, "later"],
    [500, "later"],
    [503, "later"],
    [401, "signIn"],
    [400, "refused"],
    [403, "refused"],
    [409, "refused"],
    [413, "refused"],
  ] as const)("%i: %s", (status, verdict) => {
    expect(verdictOf(new ApiError(status, "x", "x", {}, ""))).toBe(verdict);
  });
});
