// The package in a real browser: a plain page, without a bundler, and a Web Worker run the
// vectors; nothing but the package's own files is asked for.

import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";

import { open } from "./support/browser.mjs";
import { vectorFiles } from "./support/files.mjs";
import { packageFolder } from "./support/package.mjs";
import { serve } from "./support/serve.mjs";

const JOB = `
  import * as lib from "/gongkai/index.js";
  import * as keys from "/gongkai/keys.js";
  import { runVectors } from "/support/vectors.mjs";
  export async function job() {
    const start = performance.now();
    await lib.init({ procedures: true });
    const took = performance.now() - start;
    const files = await (await fetch("/vectors.json")).json();
    return { took, ...runVectors(lib, keys, files) };
  }
`;

const server = await serve({
  "/gongkai/": packageFolder(),
  "/support/": join(import.meta.dirname, "support"),
  "/vectors.json": { type: "application/json", body: () => JSON.stringify(vectorFiles()) },
  "/job.js": { type: "text/javascript", body: () => JOB },
  "/worker.js": {
    type: "text/javascript",
    body: () => `import { job } from "/job.js";
      job().then((found) => postMessage({ found }), (error) => postMessage({ error: String(error) }));`,
  },
  "/": {
    type: "text/html",
    body: () => `<!doctype html><meta charset="utf-8"><title>gongkai</title>
      <script type="module">import { job } from "/job.js"; window.job = job;</script>`,
  },
});
const browser = await open();

test.after(async () => {
  await browser.close();
  await server.close();
});

function passed({ took, calls, slices, wrong }) {
  assert.equal(wrong.length, 0, wrong.slice(0, 10).join("\n"));
  assert.ok(calls > 1000, `${calls} calls`);
  assert.ok(slices > 100, `${slices} texts`);
  console.log(`${calls} calls; loading took ${took.toFixed(0)} ms`);
}

test("every vector on a plain page", async () => {
  const page = await browser.page();
  await page.goto(server.url);
  await page.waitForFunction(() => window.job !== undefined);
  passed(await page.evaluate(() => window.job()));
  await page.close();
});

test("every vector in a Web Worker", async () => {
  const page = await browser.page();
  await page.goto(server.url);
  const { found, error } = await page.evaluate(
    () =>
      new Promise((done) => {
        const worker = new Worker("/worker.js", { type: "module" });
        worker.onmessage = (event) => done(event.data);
        worker.onerror = (event) => done({ error: event.message });
      }),
  );
  assert.equal(error, undefined);
  passed(found);
  await page.close();
});

test("before it is loaded, and with only the domain", async () => {
  const page = await browser.page();
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(server.url);
  await page.waitForFunction(() => window.job !== undefined);
  const found = await page.evaluate(async () => {
    const lib = await import("/gongkai/index.js");
    const code = (job) => {
      try {
        return job();
      } catch (error) {
        return `${error.constructor.name} ${error.code}`;
      }
    };
    const before = code(() => lib.calendar.day({ date: "2026-10-01" }));
    await Promise.all([lib.init(), lib.init()]);
    await lib.init();
    const after = code(() => lib.calendar.day({ date: "2026-10-01" }).workday);
    const procedure = code(() => lib.call("exemption.grounds", {}));
    await lib.init({ procedures: true });
    const grounds = code(() => lib.call("exemption.grounds", {}).grounds.length > 0);
    return { before, after, procedure, grounds };
  });
  assert.deepEqual(found, {
    before: "InternalError not_ready",
    after: false,
    procedure: "InternalError not_ready",
    grounds: true,
  });
  // Each module once, and nothing but files of the package.
  const wasm = asked.filter((path) => path.endsWith(".wasm"));
  assert.deepEqual(wasm, ["/gongkai/wasm/domain.wasm", "/gongkai/wasm/procedures.wasm"]);
  const others = asked.filter((path) => !path.startsWith("/gongkai/"));
  assert.deepEqual(
    others.filter((path) => !["/", "/job.js", "/support/vectors.mjs", "/support/match.mjs", "/favicon.ico"].includes(path)),
    [],
  );
  await page.close();
});
