import { accessSync } from "node:fs";
import { delimiter, join } from "node:path";

import { chromium } from "playwright-core";

function executable() {
  if (process.env.GONGKAI_CHROMIUM) return process.env.GONGKAI_CHROMIUM;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      try {
        accessSync(join(folder, name));
        return join(folder, name);
      } catch {
        // The next one.
      }
    }
  }
  throw new Error("no Chromium: install one, or name it in GONGKAI_CHROMIUM");
}

/** Chromium with an empty profile. What a page says is wrong is thrown. */
export async function open() {
  const browser = await chromium.launch({
    executablePath: executable(),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
  return {
    async page() {
      const page = await browser.newPage();
      page.on("pageerror", (error) => {
        throw error;
      });
      return page;
    },
    close: () => browser.close(),
  };
}
