// Three projects that install the packed package, as somebody else would, and run.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test from "node:test";

import { open } from "./support/browser.mjs";
import { packageFolder } from "./support/package.mjs";
import { serve } from "./support/serve.mjs";

const beside = dirname(packageFolder());
const tarball = readdirSync(beside).find((name) => /^gongkai-.*\.tgz$/.test(name));
assert.ok(tarball, "no packed package");

// 2026-11-02 is a Monday, and no holiday falls into the four weeks after it.
const EXPECTED = { value: "2026-11-30", certainty: "published", refused: "before_records" };

const folder = mkdtempSync(join(tmpdir(), "gongkai-consumers-"));
test.after(() => rmSync(folder, { recursive: true }));

function installed(name) {
  const project = join(folder, name);
  cpSync(join(import.meta.dirname, "consumers", name), project, { recursive: true });
  execFileSync(
    "npm",
    ["install", "--no-audit", "--no-fund", "--silent", "--offline", join(beside, tarball)],
    { cwd: project, stdio: ["ignore", "ignore", "inherit"] },
  );
  return project;
}

async function shown(root) {
  const server = await serve({ "/": root });
  const browser = await open();
  try {
    const page = await browser.page();
    await page.goto(server.url);
    await page.waitForFunction(() => document.querySelector("#out").textContent !== "");
    return JSON.parse(await page.textContent("#out"));
  } finally {
    await browser.close();
    await server.close();
  }
}

test("Node", () => {
  const project = installed("node");
  const out = execFileSync(process.execPath, ["main.mjs"], { cwd: project, encoding: "utf8" });
  assert.deepEqual(JSON.parse(out), EXPECTED);
});

test("Vite", async () => {
  const project = installed("vite");
  const { build, createServer } = await import("vite");
  await build({ root: project, logLevel: "warn", build: { target: "esnext" } });
  const built = readdirSync(join(project, "dist/assets"));
  assert.ok(built.some((name) => name.endsWith(".wasm")), built.join(" "));
  assert.deepEqual(await shown(join(project, "dist")), EXPECTED);
  // The development server bundles what is installed, unless it is told to leave it.
  const server = await createServer({
    root: project,
    logLevel: "warn",
    optimizeDeps: { exclude: ["gongkai"] },
    server: { host: "127.0.0.1", fs: { strict: false } },
  });
  await server.listen();
  const browser = await open();
  try {
    const page = await browser.page();
    await page.goto(server.resolvedUrls.local[0]);
    await page.waitForFunction(() => document.querySelector("#out").textContent !== "");
    assert.deepEqual(JSON.parse(await page.textContent("#out")), EXPECTED);
  } finally {
    await browser.close();
    await server.close();
  }
});

test("a plain page", async () => {
  assert.deepEqual(await shown(installed("page")), EXPECTED);
});
