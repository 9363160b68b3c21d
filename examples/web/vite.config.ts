import { defineConfig } from "vite";

export default defineConfig({
  // The built page works from any folder of any server.
  base: "./",
  build: {
    target: "es2022",
    // Nothing is written into the page as a `data:` address.
    assetsInlineLimit: 0,
    // The only extra script that this would add fetches ahead; there is one script.
    modulePreload: false,
  },
  worker: { format: "es" },
  // Its modules find their WebAssembly beside themselves.
  optimizeDeps: { exclude: ["gongkai"] },
  // The sample cases lie in ../township.
  server: { fs: { allow: [".", "../township"] } },
});
