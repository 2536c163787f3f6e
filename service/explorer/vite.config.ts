import { defineConfig } from "vite";

// No inline script or style and no data: URL, so that the service's Content-Security-Policy can stay strict.
export default defineConfig({
  base: "/explorer/",
  build: { outDir: "dist", assetsInlineLimit: 0, modulePreload: { polyfill: false }, sourcemap: false, target: "es2022" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: { proxy: { "^/(search|graph|entities|questions|overview|evidence|sparql|db|review|dossiers|ask)": "http://127.0.0.1:8000" } },
});
