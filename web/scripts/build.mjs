// Beside the workplace that Vite built, dist/ gets the landing page and the reference viewer at /api/docs. Every
// text that is worth it is packed once here, so that the server never packs anything.
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(web, "dist");
const viewer = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

cpSync(join(web, "landing"), dist, { recursive: true });
cpSync(join(web, "citizen"), dist, { recursive: true });
cpSync(join(web, "phone"), dist, { recursive: true });
cpSync(join(web, "docs"), join(dist, "docs"), { recursive: true });
for (const file of [
  "swagger-ui-bundle.js",
  "swagger-ui-bundle.js.LICENSE.txt",
  "swagger-ui.css",
  "LICENSE",
]) {
  cpSync(join(viewer, file), join(dist, "docs", file));
}

// What the grid worker's phone keeps for hours without a network: the page's own files and whatever those import.
const chunks = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));
const kept = new Set(["/icon.svg", "/grid.webmanifest", "/grid-icon-192.png"]);
const keep = (name) => {
  const chunk = chunks[name];
  if (kept.has(`/${chunk.file}`)) return;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) kept.add(`/${file}`);
  for (const next of chunk.imports ?? []) keep(next);
};
for (const name of Object.keys(chunks)) {
  if (/^(app\/index\.html|src\/pages\/grid\/.*|src\/text\/en\.ts)$/.test(name)) keep(name);
}
const files = [...kept].sort();
const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12);
const worker = readFileSync(join(web, "phone/grid-worker.js"), "utf8")
  .replace('"unbuilt"', JSON.stringify(version))
  .replace("const kFiles = [];", `const kFiles = ${JSON.stringify(files)};`);
writeFileSync(join(dist, "grid-worker.js"), worker);

const kPackedFrom = 1024;
for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  const path = join(dist, name);
  if (!/\.(js|css|html|svg|json|geojson)$/.test(name) || statSync(path).size < kPackedFrom) continue;
  const bytes = readFileSync(path);
  const packed = gzipSync(bytes, { level: 9 });
  if (packed.length < bytes.length) writeFileSync(`${path}.gz`, packed);
}
