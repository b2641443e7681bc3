// Types of every request and reply, from the one description that the server is tested against.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import openapi, { astToString } from "openapi-typescript";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const description = new URL(`file://${join(web, "../docs/api/openapi.yaml")}`);
const made = join(web, "src/api/schema.ts");

const text = `// Made from docs/api/openapi.yaml by scripts/types.mjs.\n${astToString(await openapi(description))}`;
let before = "";
try {
  before = readFileSync(made, "utf8");
} catch {
  mkdirSync(dirname(made), { recursive: true });
}
if (before !== text) writeFileSync(made, text);
