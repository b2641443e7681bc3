// Beside the workplace that Vite built, dist/ gets the landing page and the reference viewer at /api/docs. Every
// text that is worth it is packed once here, so that the server never packs anything.
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
cpSync(join(web, "docs"), join(dist, "docs"), { recursive: true });
for (const file of [
  "swagger-ui-bundle.js",
  "swagger-ui-bundle.js.LICENSE.txt",
  "swagger-ui.css",
  "LICENSE",
]) {
  cpSync(join(viewer, file), join(dist, "docs", file));
}

const kPackedFrom = 1024;
for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  const path = join(dist, name);
  if (!/\.(js|css|html|svg|json|geojson)$/.test(name) || statSync(path).size < kPackedFrom) continue;
  const bytes = readFileSync(path);
  const packed = gzipSync(bytes, { level: 9 });
  if (packed.length < bytes.length) writeFileSync(`${path}.gz`, packed);
}
