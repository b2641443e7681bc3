// Lighthouse's judgement of the main pages of a server with the demo, as docs/PERFORMANCE.md shows it.
// Lighthouse is no part of the project: `npm install --prefix FOLDER lighthouse@12` beforehand.
//   node bench/lighthouse.mjs http://127.0.0.1:12345 FOLDER
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [site, folder] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(createRequire(join(folder, "package.json")).resolve(name)));
const { default: lighthouse, desktopConfig } = await load("lighthouse");
const { launch } = await load("chrome-launcher");

const kCategories = ["performance", "accessibility", "best-practices", "seo"];
const kFlags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];

async function cookieOf(login) {
  const reply = await fetch(`${site}/api/v1/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ login, password: "liandong-demo" }),
  });
  if (!reply.ok) throw new Error(`${login}: ${reply.status}`);
  return reply.headers.get("set-cookie").split(";")[0];
}

async function judged(path, cookie, config) {
  const chrome = await launch({ chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium", chromeFlags: kFlags });
  try {
    const headers = cookie ? { Cookie: cookie } : undefined;
    const options = { port: chrome.port, logLevel: "error", extraHeaders: headers, onlyCategories: kCategories };
    return (await lighthouse(site + path, options, config)).lhr;
  } finally {
    await chrome.kill();
  }
}

const supervisor = await cookieOf("supervisor");
const finished = await fetch(`${site}/api/v1/cases?state=finished&limit=1`, { headers: { Cookie: supervisor } });
const { items } = await finished.json();
const pages = [
  ["sign-in", "/app/", "", desktopConfig],
  ["desk", "/app/desk", await cookieOf("agent"), desktopConfig],
  ["case", `/app/cases/${items[0].id}`, supervisor, desktopConfig],
  ["report", "/report", "", undefined],
  ["near", "/near", "", undefined],
  ["follow", "/follow", "", undefined],
];
const kHead = ["page", "as", "performance", "accessibility", "best practices", "SEO"];
console.log(`| ${[...kHead, "first paint", "largest paint", "layout shift"].join(" | ")} |`);
console.log("|---|---|---|---|---|---|---|---|---|");
for (const [name, path, cookie, config] of pages) {
  const { categories, audits } = await judged(path, cookie, config);
  const scores = kCategories.map((each) => Math.round(100 * categories[each].score));
  const shown = ["first-contentful-paint", "largest-contentful-paint", "cumulative-layout-shift"];
  const values = shown.map((each) => audits[each].displayValue.replace(/\s/g, " "));
  console.log(`| ${[name, config ? "desktop" : "mobile", ...scores, ...values].join(" | ")} |`);
}
