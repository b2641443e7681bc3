import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The server takes a name for immutable when its hash has only letters and digits: hence base36.
const named = (folder: string, ending: string) => `${folder}/[name]-[hash:10]${ending}`;

export default defineConfig({
  plugins: [react()],
  base: "/",
  publicDir: false,
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { app: fileURLToPath(new URL("./app/index.html", import.meta.url)) },
      output: {
        hashCharacters: "base36",
        entryFileNames: named("assets", ".js"),
        chunkFileNames: named("assets", ".js"),
        assetFileNames: named("assets", "[extname]"),
      },
    },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
} as Parameters<typeof defineConfig>[0]);
