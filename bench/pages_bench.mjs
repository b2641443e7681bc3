// How long people wait for the pages: the first view, from cold and again, and the answer to a key or a click.
//
//   node bench/pages_bench.mjs [ROUNDS]        after ./run or ./test has built the server and web/
//
// Starts `liandong serve --demo` (LIANDONG_BINARY, or the release build) with an embedded store of its own and Debian's
// Chromium (CHROMIUM), and prints a table: median and worst of the rounds by the browser's clock. A view counts from
// the request until the frame that shows its main content, an answer from the event until the frame that shows what it
// changed. Ends with 1 when a median misses its promise.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const kRoot = fileURLToPath(new URL("..", import.meta.url));
const { chromium } = createRequire(join(kRoot, "web/package.json"))("playwright-core");
const kRounds = Number(process.argv[2] ?? 7);
const kPassword = "liandong-demo";
const kPromises = { view: 1500, answer: 100 };
const kDesk = { width: 1920, height: 1080 };
const kPhone = { width: 390, height: 844 };
const kRow = "[role=grid] [role=row] .cell";

/// Who looks at what, and what they came for. Nobody signs in for the citizen's pages.
const kViews = [
  ["agent", "/app/desk", "textarea"],
  ["dispatcher", "/app/dispatch", ".case-head h2"],
  ["unit_officer.d460105", "/app/unit", ".case-head h2"],
  ["supervisor", "/app/review", kRow],
  ["caller_back", "/app/callback", kRow],
  ["leader.d460105", "/app/duty", ".duty-head, .duty .ant-empty"],
  ["mediator.t46010501", "/app/mediation", ".mediation-list .ant-empty, .mediation-row"],
  ["grid_worker.t46010501", "/app/grid", "main :is(.grid-card, .ant-empty)"],
  ["supervisor", "/app/cases", kRow],
  ["supervisor", "/app/supervision", kRow],
  ["supervisor", "/app/figures", ".ranking tbody tr"],
  ["supervisor", "/app/map", ".map-places li"],
  ["supervisor", "/app/topics", ".topic"],
  ["agent", "/app/knowledge", kRow],
  ["administrator", "/app/users", kRow],
  ["", "/report", "textarea"],
  ["", "/near", "select"],
];

const press = (keys) => (page) => page.keyboard.press(keys);
const click = (what) => (page) => page.locator(what).first().click();
const shows = (what) => `document.querySelector(${JSON.stringify(what)})`;

/// What somebody does on a page once it is there, what is true when they see the answer, and what hears their keys.
const kAnswers = [
  ["agent", "/app/desk", "a letter into the matter", "textarea", press("a"), `${shows("textarea")}.value`, "textarea"],
  ["agent", "/app/desk", "another ending", "textarea", press("Alt+a"), shows("[id$=-answer]"), "textarea"],
  [
    "dispatcher",
    "/app/dispatch",
    "the next case is chosen",
    kRow,
    press("j"),
    "location.search.includes('case=')",
  ],
  ["dispatcher", "/app/dispatch", "the search box", kRow, press("Control+k"), shows("[role=dialog] input")],
  [
    "supervisor",
    "/app/cases",
    "the next row",
    kRow,
    press("ArrowDown"),
    shows("[role=row][aria-selected=true]"),
    "[role=grid]",
  ],
  [
    "supervisor",
    "/app/cases",
    "only the urgent",
    kRow,
    click(".filters .ant-checkbox-input"),
    shows(".filters .ant-checkbox-checked"),
  ],
  [
    "supervisor",
    "/app/figures",
    "another figure",
    ".ranking tbody tr",
    click(".tile >> nth=2"),
    "location.search.includes('metric=')",
  ],
  [
    "supervisor",
    "/app/map",
    "a place",
    ".map-places li",
    click(".map-places .ant-btn"),
    "location.search.includes('at=')",
  ],
];

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function startServer(folder) {
  const address = `127.0.0.1:${await freePort()}`;
  const binary = process.env.LIANDONG_BINARY ?? "build/release/liandong";
  const store = ["--store", `sqlite:${folder}/city.db`, "--keys", `${folder}/keys`, "--log", "none"];
  const options = ["serve", "--listen", address, "--profile", "profiles/haikou", "--demo", ...store];
  const server = spawn(binary, options, { cwd: kRoot, stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((done, fail) => {
    createInterface({ input: server.stdout }).on("line", (line) => line.includes(" serves ") && done());
    server.on("exit", (code) => fail(new Error(`the server ended with ${code}`)));
  });
  return { server, site: `http://${address}` };
}

async function stopServer(server) {
  const ended = new Promise((done) => server.on("exit", done));
  server.kill("SIGTERM");
  await ended;
}

const folder = mkdtempSync(join(tmpdir(), "liandong-pages-"));
const { server, site } = await startServer(folder);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});

/// Somebody's browser with nothing in its cache, signed in.
async function browserOf(login, path) {
  const viewport = path.startsWith("/app/grid") || !login ? kPhone : kDesk;
  const context = await browser.newContext({ viewport, locale: "zh-CN" });
  if (!login) return context;
  const body = { login, password: kPassword };
  const reply = await context.request.post(`${site}/api/v1/session`, { data: body });
  if (!reply.ok()) throw new Error(`${login}: ${reply.status()} ${await reply.text()}`);
  return context;
}

/// In the page: the time of the frame that shows `wanted`, since it was asked for.
const seen = (wanted) =>
  new Promise((done) => {
    const look = () => {
      if (document.querySelector(wanted)?.getClientRects().length)
        requestAnimationFrame(() => done(performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  });

async function view(context, path, wanted) {
  const page = await context.newPage();
  let bytes = 0;
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  wire.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(site + path, { waitUntil: "commit" });
  const took = await page.evaluate(seen, wanted);
  await page.close();
  return { took, bytes };
}

async function answer(context, path, ready, act, isTrue, hears = "main") {
  const page = await context.newPage();
  await page.goto(site + path);
  await page.locator(ready).first().waitFor();
  await page.locator(hears).first().focus();
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  const measured = page.evaluate(
    (condition) =>
      new Promise((done) => {
        const holds = new Function(`return Boolean(${condition})`);
        const start = (event) => {
          const look = () =>
            requestAnimationFrame(holds() ? () => done(performance.now() - event.timeStamp) : look);
          requestAnimationFrame(look);
        };
        for (const kind of ["keydown", "pointerdown"])
          window.addEventListener(kind, start, { capture: true, once: true });
      }),
    isTrue,
  );
  await act(page);
  const took = await measured;
  await page.close();
  return took;
}

const middle = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
const ms = (all) => `${middle(all).toFixed(0)} (${Math.max(...all).toFixed(0)})`;
let missed = 0;
function verdict(isMet) {
  if (!isMet) missed += 1;
  return isMet ? "met" : "not met";
}

async function measureViews() {
  console.log(
    `| who | page | cold, ms | again, ms | sent, KB | ≤ ${kPromises.view} ms |\n|---|---|---|---|---|---|`,
  );
  for (const [login, path, wanted] of kViews) {
    const cold = [];
    const again = [];
    let sent = 0;
    for (let round = 0; round < kRounds; round += 1) {
      const context = await browserOf(login, path);
      const first = await view(context, path, wanted);
      cold.push(first.took);
      sent = Math.max(sent, first.bytes);
      again.push((await view(context, path, wanted)).took);
      await context.close();
    }
    const isMet = verdict(middle(cold) <= kPromises.view);
    const who = login || "citizen";
    console.log(`| ${who} | ${path} | ${ms(cold)} | ${ms(again)} | ${(sent / 1000).toFixed(0)} | ${isMet} |`);
  }
}

async function measureAnswers() {
  console.log(`\n| page | what | ms | ≤ ${kPromises.answer} ms |\n|---|---|---|---|`);
  for (const [login, path, what, ready, act, isTrue, hears] of kAnswers) {
    const all = [];
    const context = await browserOf(login, path);
    for (let round = 0; round < kRounds; round += 1)
      all.push(await answer(context, path, ready, act, isTrue, hears));
    await context.close();
    console.log(`| ${path} | ${what} | ${ms(all)} | ${verdict(middle(all) <= kPromises.answer)} |`);
  }
}

try {
  await measureViews();
  await measureAnswers();
} finally {
  await browser.close();
  await stopServer(server);
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = missed > 0 ? 1 : 0;
