import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";

// The world of the stories: `liandong serve` on a copy of the demo, Debian's Chromium, people who sign in.

export const kRoot = new URL("../..", import.meta.url).pathname;
const kPassword = "liandong-demo";
const kWaitMs = 60_000;

function need(name: string, otherwise?: string): string {
  const value = process.env[name] ?? otherwise;
  if (!value) throw new Error(`${name} is not set; ctest -R workplace sets it`);
  return value;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

export type Engine = "SQLite" | "PostgreSQL";
const kPostgres = process.env.LIANDONG_TEST_POSTGRES;

/// Where a story is played: each file names its store, and half of them the other. Pages ask one API, whose own
/// stories run on both stores; LIANDONG_STORIES=both plays the pages', too, on both. Without PostgreSQL, which ./test
/// starts, all is SQLite.
export function storesOf(story: Engine): Engine[] {
  if (!kPostgres) return ["SQLite"];
  return process.env.LIANDONG_STORIES === "both" ? ["SQLite", "PostgreSQL"] : [story];
}

function psql(sql: string) {
  execFileSync("psql", ["-qX", kPostgres ?? "", "-c", sql], { stdio: ["ignore", "ignore", "inherit"] });
}

function databaseUrl(name: string): string {
  const url = new URL(kPostgres ?? "");
  url.pathname = `/${name}`;
  return url.href;
}

const databaseOf = (folder: string) =>
  folder
    .replace(`${tmpdir()}/`, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");

/// The demo of a profile, planted once in a folder that the whole run shares: each story works on a copy.
async function planted(folder: string, profile: string, engine: Engine, pastDays: number): Promise<string> {
  const seed = join(folder, `${engine}-${profile.split("/").at(-1)}-${pastDays}`);
  if (existsSync(seed)) return seed;
  const making = `${seed}.making`;
  mkdirSync(making, { recursive: true });
  const database = engine === "PostgreSQL" ? databaseOf(seed) : "";
  if (database) psql(`CREATE DATABASE ${database} TEMPLATE template0`);
  const server = new Server(await freePort(), making, database, profile);
  if (pastDays > 0) server.liveThrough(pastDays);
  await server.run("--demo");
  await server.counted();
  await server.stop();
  renameSync(making, seed);
  return seed;
}

/// A server that can be stopped and started again on the same store and port.
export class Server {
  private process: ChildProcess | undefined;
  readonly site: string;

  constructor(
    port: number,
    readonly folder: string,
    private readonly database: string,
    private readonly profile: string,
  ) {
    this.site = `http://127.0.0.1:${port}`;
  }

  /// On a copy of the demo, behind `pastDays` of a quiet past. `demos` is where the run keeps what it has planted;
  /// without it, one is planted here.
  static async start(
    profile = "profiles/haikou",
    engine: Engine = "SQLite",
    demos = "",
    pastDays = 0,
  ): Promise<Server> {
    const folder = mkdtempSync(join(tmpdir(), "liandong-workplace-"));
    const seed = demos && (await planted(demos, profile, engine, pastDays));
    if (seed) cpSync(seed, folder, { recursive: true });
    const database = engine === "PostgreSQL" ? databaseOf(folder) : "";
    if (database) psql(`CREATE DATABASE ${database} TEMPLATE ${seed ? databaseOf(seed) : "template0"}`);
    const server = new Server(await freePort(), folder, database, profile);
    await server.run(...(seed ? [] : ["--demo"]));
    return server;
  }

  private store = () => (this.database ? databaseUrl(this.database) : `sqlite:${this.folder}/city.db`);

  /// A city with a past: what is usual in it can be told from what is not.
  liveThrough(days: number) {
    const past = ["--days", `${days}`, "--cases-per-day", "6", "--threads", "4"];
    const where = ["--profile", this.profile, "--store", this.store(), "--keys", `${this.folder}/keys`];
    execFileSync(need("LIANDONG_BINARY", "build/dev/liandong"), ["simulate", ...where, ...past], {
      cwd: kRoot,
      stdio: "ignore",
    });
  }

  async run(...more: string[]) {
    const { folder } = this;
    const options = Object.entries({
      listen: this.site.replace("http://", ""),
      log: "none",
      profile: this.profile,
      store: this.store(),
      keys: `${folder}/keys`,
      "mail-directory": `${folder}/mail`,
    }).flatMap(([name, value]) => [`--${name}`, value]);
    const running = spawn(need("LIANDONG_BINARY", "build/dev/liandong"), ["serve", ...options, ...more], {
      cwd: kRoot,
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.process = running;
    const lines = createInterface({ input: running.stdout });
    await new Promise<void>((done, fail) => {
      lines.on("line", (line) => line.includes(" serves ") && done());
      running.on("exit", (code) => fail(new Error(`the server ended with ${code}`)));
    });
  }

  /// Waits until the figures have counted every sealed event: they are folded behind the journal.
  async counted() {
    const reader = await Api.as(this.site, "supervisor");
    const heads = await reader.get<{ items: { tree_size: number }[] }>("/journal/tree-heads?limit=500");
    const sealed = Math.max(...heads.items.map((head) => head.tree_size));
    const day = new Date().toISOString().slice(0, 10);
    const until = Date.now() + 4 * kWaitMs;
    for (;;) {
      const path = `/api/v1/figures/cases_registered?from=${day}&to=${day}`;
      const { log_index } = await reader.get<{ log_index: number }>(path);
      if (log_index >= sealed) return;
      if (Date.now() > until) throw new Error(`figures stand at ${log_index} of ${sealed}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async stop() {
    const running = this.process;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((done) => running.on("exit", done));
    running.kill("SIGTERM");
    await ended;
    this.process = undefined;
  }

  async end() {
    await this.stop();
    if (this.database) dropDatabase(this.database);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const dropDatabase = (name: string) => psql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);

/// Takes away what a run has planted.
export function uproot(demos: string) {
  for (const name of readdirSync(demos)) {
    if (name.startsWith("PostgreSQL")) dropDatabase(databaseOf(join(demos, name)));
  }
  rmSync(demos, { recursive: true, force: true });
}

/// Flags that keep Chromium from talking to anybody but us.
const kFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: need("CHROMIUM", "/usr/bin/chromium"), args: kFlags });

const kAxe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface PersonOptions {
  width?: number;
  height?: number;
  language?: "zh" | "en";
  theme?: "light" | "dark";
  /// Where the phone says it is; without it nobody is asked.
  position?: { longitude: number; latitude: number; accuracy?: number };
}

/// Somebody at a screen. Whatever the page writes on its console, or asks of another host, is a fault.
export class Person {
  readonly faults: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly site: string,
  ) {}

  static async at(browser: Browser, site: string, options: PersonOptions = {}): Promise<Person> {
    const { width = 1440, height = 900, language = "zh", theme = "light", position } = options;
    const context = await browser.newContext({
      viewport: { width, height },
      locale: "zh-CN",
      acceptDownloads: true,
      ...(position && { geolocation: position, permissions: ["geolocation"] }),
    });
    context.setDefaultTimeout(kWaitMs);
    await context.addInitScript(
      ([chosen, look]) => {
        localStorage.setItem("liandong.language", chosen as string);
        localStorage.setItem("liandong.theme", look as string);
      },
      [language, theme],
    );
    const person = new Person(context, await context.newPage(), site);
    person.watch(person.page);
    return person;
  }

  private watch(page: Page) {
    page.on("pageerror", (error) => this.faults.push(error.message));
    page.on("console", (message) => {
      // A refusal is part of a story, and the browser notes each.
      const isRefusal = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isRefusal) this.faults.push(message.text());
    });
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(this.site) && !/^(data|blob):/.test(url))
        this.faults.push(`asked another host: ${url}`);
    });
  }

  async signIn(login: string, path = "/") {
    await this.page.goto(`${this.site}/app/`);
    await this.page.getByLabel(/^(账号|Login)$/).fill(login);
    await this.page.getByLabel(/^(密码|Password)$/).fill(kPassword);
    await this.page.getByRole("button", { name: /^(登录|Sign in)$/ }).click();
    await this.page.getByRole("navigation").waitFor();
    if (path !== "/") await this.go(path);
  }

  go = (path: string) => this.page.goto(`${this.site}/app${path}`);
  button = (name: string | RegExp) => this.page.getByRole("button", { name }).first();
  rows = (): Locator =>
    this.page
      .getByRole("grid")
      .getByRole("row")
      .filter({ has: this.page.locator(".cell") });
  text = (text: string | RegExp) => this.page.getByText(text).first();

  async says(text: string | RegExp) {
    await this.text(text).waitFor();
  }

  /// What axe finds, one line a violation.
  async barriers(): Promise<string[]> {
    await this.stillness();
    await this.page.evaluate(kAxe);
    return this.page.evaluate(async () => {
      const axe = (
        window as unknown as { axe: { run: (node: Document, options: object) => Promise<AxeResult> } }
      ).axe;
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
      const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
      return violations.map(
        (each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
      );
      interface AxeResult {
        violations: { id: string; nodes: { html: string }[] }[];
      }
    });
  }

  /// What fades in is pale and what folds up is still there: neither is the page. Waits for both to end.
  private async stillness() {
    await this.page.waitForFunction(() =>
      document
        .getAnimations()
        .every(
          (each) => each.playState !== "running" || each.effect?.getComputedTiming().endTime === Infinity,
        ),
    );
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }

  /// A picture for docs/screens/, when asked for.
  async picture(name: string) {
    const folder = process.env.LIANDONG_SCREENS;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }

  leave = () => this.context.close();
}

/// The API as a linked program meets it, to bring about what a story starts from.
export class Api {
  private cookie = "";
  private csrf = "";
  private constructor(private readonly site: string) {}

  static async as(site: string, login: string): Promise<Api> {
    const api = new Api(site);
    const reply = await fetch(`${site}/api/v1/session`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ login, password: kPassword }),
    });
    if (!reply.ok) throw new Error(`${login}: ${reply.status} ${await reply.text()}`);
    api.cookie = (reply.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    api.csrf = ((await reply.json()) as { csrf_token: string }).csrf_token;
    return api;
  }

  async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const reply = await fetch(this.site + path, {
      method,
      headers: { Cookie: this.cookie, "X-CSRF-Token": this.csrf, "Content-Type": "application/json" },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  get = <T>(path: string) => this.ask<T>("GET", path);
  post = <T>(path: string, body: object = {}) => this.ask<T>("POST", path, body);
}
