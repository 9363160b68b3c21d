// For everybody, everywhere: by keyboard alone, in light and dark, on a phone; and nothing leaves.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { start } from "./support/browser.mjs";
import { docx, drop } from "./support/files.mjs";

const PLACES = [
  "#/draft",
  "#/matter",
  "#/deadline",
  "#/request",
  "#/review",
  "#/catalogue",
  "#/catalogue/social-assistance",
  "#/catalogue/matter/social-assistance-012",
];

let app;
before(async () => {
  app = await start();
});
after(() => app.stop());

const view = (page) => page.locator(".view:visible");

/** Fills every part of the page, place by place. */
async function walk(page, visit = async () => undefined) {
  for (const place of PLACES) {
    await page.evaluate((to) => { location.hash = to; }, place);
    if (place === "#/draft") {
      await page.getByRole("button", { name: "放入示例" }).click();
      await page.waitForSelector(".finding");
      await page.locator("#draft").focus();
      await page.keyboard.press("F8");
    }
    if (place === "#/matter") await page.waitForSelector(".checklist");
    if (place === "#/deadline") {
      await page.waitForSelector(".duty");
      await page.getByRole("button", { name: "加一段" }).click();
    }
    if (place === "#/request") {
      await view(page).getByLabel("示例办件").selectOption("2026-018");
      await page.waitForSelector(".view:not([hidden]) .clock");
      await page.locator("#new-request summary").click();
    }
    if (place === "#/review") {
      await view(page).getByLabel("示例办件").selectOption("SH-2026-03");
      await page.waitForSelector(".stages");
      await view(page).locator("details summary").click();
    }
    if (place === "#/catalogue") await page.waitForSelector(".fields");
    if (place.endsWith("assistance")) await page.waitForSelector(".matters");
    if (place.endsWith("012")) await page.getByText("编号social-assistance-012").waitFor();
    await visit(place);
    if (place === "#/request") await page.locator("#new-request summary").click();
  }
}

test("nothing is asked of any server once the page is loaded, whatever is done on it", async () => {
  const { page, context, wrong } = await app.open();
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  const served = app.served.length;
  assert.ok(served > 0, "the server counts");
  // Without a network everything works all the same.
  await context.setOffline(true);
  await walk(page);
  await page.evaluate(() => { location.hash = "#/draft"; });
  await page.locator("#draft").waitFor();
  await drop(page, ".view.draft", "公示.docx", docx(["关于公示的通知", "各村还还有很多问题。"]));
  await page.waitForFunction(() => document.querySelectorAll(".draft .finding").length === 1);
  await page.locator(".draft .apply").click();
  await page.locator(".draft").getByText("没有发现问题").waitFor();
  await page.evaluate(() => { location.hash = "#/deadline"; });
  await page.getByLabel("法定期限").selectOption("request.answer");
  await page.evaluate(() => { location.hash = "#/request"; });
  await page.locator("#new-request summary").click();
  await page.getByRole("button", { name: "按这些日期计算" }).click();
  await page.locator(".clock").getByText("办理中").first().waitFor();
  await page.evaluate(() => { location.hash = "#/catalogue"; });
  await view(page).getByLabel("查找").fill("低保");
  await page.waitForSelector(".matters");
  assert.deepEqual(asked, []);
  assert.equal(app.served.length, served);
  assert.deepEqual(wrong, []);
});

test("nothing is kept, and the page's own policy forbids connections elsewhere", async () => {
  const { page, context } = await app.open();
  await walk(page);
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  assert.deepEqual(kept, { local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
  assert.deepEqual(await context.cookies(), []);
  const refused = await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener("securitypolicyviolation", (e) => resolve(e.effectiveDirective));
        fetch("https://example.invalid/").catch(() => undefined);
        setTimeout(() => resolve("allowed"), 3000);
      }),
  );
  assert.equal(refused, "connect-src");
  await page.getByText("本页不上传、不保存").waitFor();
});

test("a library that does not come is told of, not waited for", async () => {
  const { page } = await app.open({
    before: (context) => context.route("**/*.wasm", (route) => route.abort()),
  });
  await page.getByRole("alert").getByText("载入失败").waitFor();
});

test("a draft is written, its fault found and mended, and a deadline read, by keyboard alone", async () => {
  const { page } = await app.open();
  const focused = () =>
    page.evaluate(() => {
      const e = document.activeElement;
      return `${e.tagName.toLowerCase()}#${e.id} ${e.textContent.trim().slice(0, 20)}`;
    });
  /** Presses Tab until the focus is where it should be, and sees that it can be seen. */
  const tabTo = async (pattern, key = "Tab") => {
    const seen = [];
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press(key);
      const now = await focused();
      seen.push(now);
      if (pattern.test(now)) {
        const outlined = await page.evaluate(() => {
          const e = document.activeElement;
          const of = e.matches(".visually-hidden") ? e.nextElementSibling : e.id === "draft" ? e.closest(".editor") : e;
          return getComputedStyle(of).outlineStyle !== "none";
        });
        assert.ok(outlined, `${now} shows that it has the focus`);
        return;
      }
    }
    assert.fail(`${pattern} is not reached: ${seen.join(" | ")}`);
  };
  await tabTo(/跳到正文/);
  await page.keyboard.press("Enter");
  await tabTo(/#open-file/);
  await tabTo(/textarea#draft/);
  await page.keyboard.type("公示期至2026年2月30日。各村还还有很多问题。");
  await page.waitForFunction(() => document.querySelectorAll(".finding").length === 2);
  await page.keyboard.press("F8");
  await page.keyboard.press("F8");
  const selected = () =>
    page.evaluate(() => {
      const area = document.querySelector("#draft");
      return area.value.slice(area.selectionStart, area.selectionEnd);
    });
  assert.equal(await selected(), "还还");
  await page.keyboard.press("Shift+F8");
  assert.equal(await selected(), "2026年2月30日");
  await tabTo(/改为/);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".finding").length === 1);
  assert.equal(await page.locator("#draft").inputValue(), "公示期至2026年2月30日。各村还有很多问题。");
  // The focus goes on to what is left.
  assert.match(await focused(), /错误/);
  await tabTo(/a# 公开期限/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "公开期限", exact: true }).waitFor();
  await tabTo(/a# 对应事项|select#/);
});

test("every control has a name, every view a heading, headings step down one at a time", async () => {
  const { page } = await app.open();
  await walk(page, async (place) => {
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll("button, input, select, textarea, a, meter")]
        .filter((e) => e.checkVisibility())
        .filter(
          (e) =>
            !(e.labels?.length > 0) &&
            !e.getAttribute("aria-label") &&
            e.textContent.trim() === "",
        )
        .map((e) => e.outerHTML.slice(0, 120)),
    );
    assert.deepEqual(nameless, [], place);
    const levels = await page.evaluate(() =>
      [...document.querySelectorAll("h1, h2, h3, h4, h5")]
        .filter((e) => e.checkVisibility())
        .map((e) => Number(e.tagName[1])),
    );
    assert.deepEqual(levels.slice(0, 2), [1, 2], place);
    levels.forEach((level, n) => assert.ok(n === 0 || level - levels[n - 1] <= 1, `${place}: ${levels}`));
    const twice = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
      return ids.filter((id, n) => ids.indexOf(id) !== n);
    });
    assert.deepEqual(twice, [], place);
  });
  assert.equal(await page.locator(".draft .status").getAttribute("aria-live"), "polite");
});

/** Texts whose contrast with what lies behind them is below that of WCAG 2 AA. */
function pale() {
  const parse = (css) => {
    const canvas = document.createElement("canvas");
    canvas.width = 1;
    canvas.height = 1;
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.fillStyle = css;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const known = new Map();
  const colour = (css) => known.get(css) ?? known.set(css, parse(css)).get(css);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => {
      const s = c / 255;
      return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let e = element; e !== null; e = e.parentElement) {
      const found = colour(getComputedStyle(e).backgroundColor);
      if (found[3] === 255) return found;
    }
    return [255, 255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.nodeValue.trim() === "" || !element.checkVisibility() || element.closest(".layer, .visually-hidden, :disabled, noscript")) continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(colour(style.color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push(`${node.nodeValue.trim().slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return found;
}

for (const colorScheme of ["light", "dark"]) {
  test(`every text stands out enough: ${colorScheme}`, async () => {
    const { page } = await app.open({ colorScheme });
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [red] = ground.match(/\d+/g).map(Number);
    assert.ok(colorScheme === "dark" ? red < 60 : red > 200, ground);
    await walk(page, async (place) => {
      assert.deepEqual(await page.evaluate(pale), [], place);
      const area = await page.evaluate(() => {
        const style = getComputedStyle(document.querySelector("#draft"));
        return style.color;
      });
      assert.notEqual(area, "rgba(0, 0, 0, 0)", place);
    });
  });
}

test("on a phone of 360 pixels nothing is cut off and nothing scrolls sideways", async () => {
  const { page } = await app.open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await walk(page, async (place) => {
    const { wide, over } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      over: [...document.querySelectorAll("body *")]
        .filter((e) => e.checkVisibility() && !e.closest(".visually-hidden, .skip"))
        .filter((e) => e.getBoundingClientRect().right > 361)
        .map((e) => e.outerHTML.slice(0, 100)),
    }));
    assert.deepEqual(over, [], place);
    assert.equal(wide, 360, place);
  });
});
