// What is built stands alone: every file a page names is there, and nothing comes from another host.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(web, "dist");
execFileSync(process.execPath, [join(web, "scripts/build.mjs")]);

// Where the server mounts the folders of dist/.
const served = (url) => join(dist, url.replace(/^\/api\/docs\//, "/docs/"));
const live = [
  "/app/",
  "/report",
  "/follow",
  "/api/docs/",
  "/api/openapi.yaml",
  "/healthz",
  "/readyz",
  "/metrics",
  "/journal/tree-heads",
];

for (const page of ["index.html", "docs/index.html"]) {
  const html = readFileSync(join(dist, page), "utf8");
  test(`${page}: every file it names is in dist/`, () => {
    const urls = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]);
    assert.ok(urls.length >= 3);
    for (const url of urls.filter((each) => !each.startsWith("#") && !live.includes(each))) {
      assert.ok(url.startsWith("/"), `${url} must be absolute on this host`);
      assert.ok(existsSync(served(url)), `${url} is missing`);
    }
  });
  test(`${page}: fits a strict Content-Security-Policy`, () => {
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/, "no inline script");
    assert.doesNotMatch(html, /\son[a-z]+=/, "no inline handler");
    assert.doesNotMatch(html, /https?:\/\//, "nothing from another host");
  });
}

// What a browser fetches before the first page shows; further pages come on demand.
const kInitialKilobytesMax = 450;
const app = join(dist, "app/index.html");
test("the workplace begins with little", { skip: !existsSync(app) && "not built" }, () => {
  const html = readFileSync(app, "utf8");
  const urls = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1]);
  assert.ok(urls.length >= 2, "a script and a style at least");
  const bytes = urls.map((url) => gzipSync(readFileSync(join(dist, url)), { level: 9 }).length);
  const kilobytes = bytes.reduce((sum, each) => sum + each, 0) / 1024;
  assert.ok(kilobytes < kInitialKilobytesMax, `${kilobytes.toFixed(0)} KB compressed`);
});

test("the grid worker's phone keeps every file that its page needs", () => {
  const worker = readFileSync(join(dist, "grid-worker.js"), "utf8");
  const files = JSON.parse(/const kFiles = (\[.*\]);/.exec(worker)[1]);
  assert.ok(files.some((file) => /GridFrame.*\.js$/.test(file)));
  assert.ok(files.some((file) => /GridFrame.*\.css$/.test(file)));
  for (const file of files) assert.ok(existsSync(join(dist, file)), `${file} is missing`);
  assert.doesNotMatch(worker, /"unbuilt"/);
});

test("the lock file names no host", () => {
  assert.doesNotMatch(readFileSync(join(web, "package-lock.json"), "utf8"), /"resolved"|https?:/);
});
