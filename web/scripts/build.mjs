// Copies what the server hands out into dist/: the landing page, and the reference viewer at /api/docs.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(web, "dist");
const viewer = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
cpSync(join(web, "landing"), dist, { recursive: true });
cpSync(join(web, "docs"), join(dist, "docs"), { recursive: true });
for (const file of ["swagger-ui-bundle.js", "swagger-ui-bundle.js.LICENSE.txt", "swagger-ui.css", "LICENSE"]) {
  cpSync(join(viewer, file), join(dist, "docs", file));
}
