// Pictures of every view, to be looked at: desktop light and dark, and a phone. Into shots/.
// `node scripts/shots.mjs [view …]`; with `readme` the picture of the README is made anew.

import { mkdirSync } from "node:fs";

import { start } from "../test/support/browser.mjs";

const DEVICES = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: "light", viewport: { width: 360, height: 740 }, hasTouch: true },
};
const only = process.argv.slice(2);
const { open, stop } = await start();
mkdirSync("shots", { recursive: true });

for (const [device, options] of Object.entries(DEVICES)) {
  const { page } = await open(options);
  const shot = async (name) => {
    if (only.length > 0 && !only.includes(name)) return;
    await page.waitForTimeout(400);
    await page.screenshot({ path: `shots/${name}-${device}.png`, fullPage: true });
  };
  const go = (hash) => page.evaluate((to) => (location.hash = to), hash);
  await shot("empty");
  await page.getByRole("button", { name: "放入示例" }).click();
  await page.waitForSelector(".finding");
  await page.keyboard.press("F8");
  if (device === "light" && only.includes("readme")) {
    mkdirSync("docs", { recursive: true });
    await page.setViewportSize({ width: 1000, height: 640 });
    await page.waitForTimeout(400);
    await page.screenshot({ path: "docs/draft.png" });
    await page.setViewportSize(options.viewport);
  }
  await shot("draft");
  await go("#/matter");
  await page.waitForSelector(".checklist");
  await shot("matter");
  await go("#/deadline");
  await page.waitForSelector(".duty");
  await shot("deadline");
  await go("#/request");
  await page.getByLabel("示例办件").selectOption("2026-011");
  await page.waitForSelector(".clock");
  await shot("request");
  await page.getByText("自己填一件").click();
  await shot("request-form");
  if (!process.env.NO_REVIEW) {
    await go("#/review");
    await page.locator(".view:visible").getByLabel("示例办件").selectOption("SH-2026-06");
    await page.waitForSelector(".stages");
    await shot("review");
  }
  await go("#/catalogue");
  await page.waitForSelector(".fields");
  await shot("catalogue");
  await go("#/catalogue/social-assistance");
  await page.waitForSelector(".matters");
  await shot("field");
  await go("#/catalogue/matter/social-assistance-012");
  await page.waitForSelector(".view:not([hidden]) article.panel");
  await shot("matter-page");
}
await stop();
