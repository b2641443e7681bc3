import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Real browser, real server: slow machines get time, and nothing runs beside it.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  resolve: { alias: { "@": fileURLToPath(new URL("../src", import.meta.url)) } },
  test: {
    include: ["*.story.ts"],
    environment: "node",
    globalSetup: "./planted.ts",
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 600_000,
    reporters: ["verbose"],
  },
});
