import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/**
 * Serves folders (under addresses ending in `/`) and single answers on a free port of this
 * machine.
 */
export async function serve(places) {
  async function answer(path) {
    const place = places[path];
    if (typeof place === "object") return { type: place.type, body: place.body() };
    for (const [prefix, folder] of Object.entries(places)) {
      if (typeof folder !== "string" || !path.startsWith(prefix)) continue;
      const file = path.slice(prefix.length) || "index.html";
      if (normalize(file).startsWith("..")) continue;
      return {
        type: TYPES[extname(file)] ?? "application/octet-stream",
        body: await readFile(join(folder, file)),
      };
    }
    throw new Error(path);
  }
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    answer(path).then(
      ({ type, body }) => response.writeHead(200, { "content-type": type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((closed) => server.close(closed)),
  };
}
