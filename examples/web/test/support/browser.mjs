// A real browser on the built page.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";
import { preview } from "vite";

const here = resolve(fileURLToPath(import.meta.url), "../../..");
export const repository = resolve(here, "../..");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

// Its own words, as in the fields for dates, are those of its surroundings.
const env = { ...process.env, LANGUAGE: "zh_CN" };

function program() {
  const named = process.env.GONGKAI_CHROMIUM;
  const found = [named, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const path = found.find((one) => one !== undefined && existsSync(one));
  if (path === undefined) {
    throw new Error("no Chromium: install it, or name its path in GONGKAI_CHROMIUM");
  }
  return path;
}

/** The served page and a browser, and how to end both. */
export async function start() {
  const server = await preview({
    root: here,
    logLevel: "error",
    preview: { port: 0, host: "127.0.0.1", open: false },
  });
  const served = [];
  server.httpServer.on("request", (request) => served.push(request.url));
  const address = server.httpServer.address();
  const url = `http://127.0.0.1:${address.port}/`;
  const contexts = [];
  let browser;

  return {
    url,
    /** What the server was asked for. */
    served,
    /** A fresh page, empty profile, on a fixed day. */
    async open({ hash = "", before, ...options } = {}) {
      browser ??= await chromium.launch({ executablePath: program(), headless: true, args: FLAGS, env });
      const context = await browser.newContext({
        locale: "zh-CN",
        timezoneId: "Asia/Shanghai",
        viewport: { width: 1280, height: 900 },
        ...options,
      });
      contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const wrong = [];
      page.on("pageerror", (error) => wrong.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") wrong.push(message.text());
      });
      await page.clock.setFixedTime(new Date("2026-11-20T09:00:00+08:00"));
      await before?.(context);
      await page.goto(`${url}${hash}`);
      await page.waitForSelector("html[data-ready], .failure");
      return { page, context, wrong };
    },
    async stop() {
      await Promise.all(contexts.map((context) => context.close()));
      await browser?.close();
      await new Promise((done) => server.httpServer.close(done));
    },
  };
}
