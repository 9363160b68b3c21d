// 起草检查 in a real browser: typing, composing, pasting, files, fixes, undo.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { repository, start } from "./support/browser.mjs";
import { docx, drop, xlsx } from "./support/files.mjs";

let app;
before(async () => {
  app = await start();
});
after(() => app.stop());

const value = (page) => page.locator("#draft").inputValue();
const marked = (page) => page.locator(".layer mark").allTextContents();
const rules = (page) => page.locator(".findings .code").allTextContents();

/** Waits for the check of the text as it stands. */
async function found(page, count) {
  await page.waitForFunction(
    (n) => document.querySelectorAll(".finding").length === n,
    count,
  );
}

for (const [name, lead] of [
  ["plain", ""],
  ["after an emoji of several parts and a character outside the BMP", "👨‍👩‍👧🇨🇳𠮷"],
]) {
  test(`a fault is underlined while typing and mended by one click: ${name}`, async () => {
    const { page, wrong } = await app.open();
    await page.locator("#draft").click();
    await page.keyboard.insertText(`${lead}各村还还有很多需要改进的地方。`);
    await found(page, 1);
    assert.deepEqual(await marked(page), ["还还"]);
    assert.match(await page.locator(".finding .message").textContent(), /还/);
    assert.ok((await page.locator(".finding .citation").count()) > 0, "a citation");
    await page.locator(".finding .apply").click();
    await found(page, 0);
    assert.equal(await value(page), `${lead}各村还有很多需要改进的地方。`);
    assert.deepEqual(await marked(page), []);
    await page.locator("#draft").click();
    await page.keyboard.press("Control+z");
    assert.equal(await value(page), `${lead}各村还还有很多需要改进的地方。`);
    assert.deepEqual(wrong, []);
  });
}

test("all that is safe is mended at once, and undone at once; the rest waits for a person", async () => {
  const { page } = await app.open();
  const text = "𠮷村还还有需要改进的的地方。公示期至2026年2月30日。";
  await page.locator("#draft").fill(text);
  await found(page, 3);
  await page.getByRole("button", { name: /^全部修正/ }).click();
  await found(page, 1);
  assert.equal(await value(page), "𠮷村还有需要改进的地方。公示期至2026年2月30日。");
  assert.deepEqual(await rules(page), ["TXT003"]);
  await page.locator("#draft").focus();
  await page.keyboard.press("Control+z");
  assert.equal(await value(page), text);
});

test("an underline follows its text while the draft is edited above it", async () => {
  const { page } = await app.open();
  await page.locator("#draft").fill("第一段。\n公示期至2026年2月30日。");
  await found(page, 1);
  await page.locator("#draft").focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("新的一段𠮷。\n");
  // Before the next check as well as after it.
  assert.deepEqual(await marked(page), ["2026年2月30日"]);
  await page.waitForTimeout(500);
  assert.deepEqual(await marked(page), ["2026年2月30日"]);
});

test("what an input method is composing is not checked before it is chosen", async () => {
  const { page, context } = await app.open();
  const keyboard = await context.newCDPSession(page);
  await page.locator("#draft").click();
  await page.keyboard.insertText("各村");
  const compose = (text) =>
    keyboard.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  await compose("hai");
  await compose("还还");
  await page.waitForTimeout(600);
  assert.deepEqual(await marked(page), []);
  await keyboard.send("Input.insertText", { text: "还还" });
  await page.keyboard.insertText("有很多问题。");
  await found(page, 1);
  assert.equal(await value(page), "各村还还有很多问题。");
  assert.deepEqual(await marked(page), ["还还"]);
});

test("a pasted text is checked like a typed one", async () => {
  const { page, context } = await app.open();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => navigator.clipboard.writeText("关于公示的通知\r\n\r\n公示期至2026年2月30日。"));
  await page.locator("#draft").click();
  await page.keyboard.press("Control+v");
  await found(page, 1);
  assert.deepEqual(await marked(page), ["2026年2月30日"]);
});

test("a click on a finding goes to its place, a click on the place to its finding", async () => {
  const { page } = await app.open();
  const filler = "这一段没有问题。\n".repeat(80);
  await page.locator("#draft").fill(`公示期至2026年2月30日。\n${filler}上限是2025年4月31日。\n`);
  await found(page, 2);
  await page.locator(".jump").nth(1).click();
  const selection = await page.evaluate(() => {
    const area = document.querySelector("#draft");
    return area.value.slice(area.selectionStart, area.selectionEnd);
  });
  assert.equal(selection, "2025年4月31日");
  const inView = await page.evaluate(() => {
    const mark = document.querySelectorAll(".layer mark")[1].getBoundingClientRect();
    const frame = document.querySelector(".editor").getBoundingClientRect();
    return mark.top >= frame.top && mark.bottom <= frame.bottom;
  });
  assert.ok(inView, "scrolled into view");
  await page.keyboard.press("Control+Home");
  for (let i = 0; i < 6; i += 1) await page.keyboard.press("ArrowRight");
  assert.match(await page.locator(".finding.current .message").textContent(), /2月30日/);
});

test("the underlines lie under their words: layer and text area are set alike at any width", async () => {
  const { page } = await app.open();
  const line = "各村😀𠮷还还有，“公示”（2026年2月30日）ABC def　全角\tXX村、《条例》第五十八条……";
  await page.locator("#draft").fill(`${line.repeat(3)}\n\n${line}\n${"长".repeat(120)}\n`);
  await page.waitForSelector(".layer mark");
  for (const width of [360, 500, 900, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const { layer, area, styles } = await page.evaluate(() => {
      const [one, other] = [document.querySelector(".layer"), document.querySelector("#draft")];
      const size = (e) => {
        const box = e.getBoundingClientRect();
        return [box.left, box.top, box.width, box.height, e.scrollHeight];
      };
      const [a, b] = [getComputedStyle(one), getComputedStyle(other)];
      const names = [
        "font", "lineHeight", "letterSpacing", "wordSpacing", "whiteSpace", "overflowWrap",
        "wordBreak", "lineBreak", "tabSize", "padding", "textIndent", "fontKerning",
        "textSpacingTrim", "boxSizing", "direction",
      ];
      return {
        layer: size(one),
        area: size(other),
        styles: names.filter((name) => a[name] !== b[name]),
      };
    });
    assert.deepEqual(layer, area, `at ${width}`);
    assert.deepEqual(styles, [], `at ${width}`);
  }
});

test("a DOCX is dropped: paragraphs and table, checked", async () => {
  const { page } = await app.open();
  const file = docx(["关于临时救助对象的公示", "公示期至2026年2月30日。", "A & B"], [["村名", "金额"], ["XX村", "3000"]]);
  await drop(page, ".view.draft", "公示.docx", file);
  await found(page, 2);
  assert.equal(await value(page), "关于临时救助对象的公示\n公示期至2026年2月30日。\nA & B\n村名\t金额\nXX村\t3000");
  assert.deepEqual(await rules(page), ["TXT003", "TXT001"]);
  assert.match(await page.locator(".draft .notice").textContent(), /公示\.docx/);
});

test("a DOCX with tracked changes, hidden words and drawings: what stands, once", async () => {
  const { page } = await app.open();
  for (const name of ["notice.docx", "notice-ns0.docx"]) {
    await drop(page, ".view.draft", name, readFileSync(join(repository, "tests/fixtures/formats", name)));
    await page.getByText(`${name}：`).waitFor();
    const text = await value(page);
    assert.match(text, /^关于公示低保对象名单的通知\n一、公示范围\n公示期为7日/);
    // A word hidden in the file goes out with it: the clerk has to see it.
    assert.match(text, /内部稿/);
    assert.equal(text.split("联系人：李四").length - 1, 1);
    assert.match(text, /张三\t青禾村 一组/);
  }
});

test("a page of HTML is dropped: text without navigation, nothing of it loaded", async () => {
  const { page, context } = await app.open();
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  const html = readFileSync(join(repository, "examples/township/docs/耕地地力保护补贴公示.html"), "utf8");
  const spiked = html.replace("</h1>", '</h1><img src="https://example.invalid/a.png"><script src="https://example.invalid/a.js"></script>');
  await drop(page, ".view.draft", "公示.html", Buffer.from(spiked));
  // The three faults that the sample's own page lists: a 32nd of May, a village and a number left open.
  await page.waitForFunction(() => document.querySelectorAll(".finding").length >= 3);
  const codes = await rules(page);
  assert.ok(codes.includes("TXT003"), "5月32日");
  assert.equal(codes.filter((code) => code === "TXT001").length, 2, "XX村, XXXX-XXXXXXX");
  const text = await value(page);
  assert.match(text, /^关于2026年耕地地力保护补贴面积及金额的公示\n/);
  assert.match(text, /^1\t柳湾村\t386\t4120\.5\t96\.8\t398864\.40$/m);
  assert.doesNotMatch(text, /政务公开/);
  assert.deepEqual(asked, []);
});

test("a workbook is dropped: cells in their columns, dates as dates", async () => {
  const { page } = await app.open();
  const file = xlsx([
    ["临时救助对象公示", "", ""],
    ["村名", "公示之日", "金额"],
    // 46307 days after 1899-12-30 is 12 October 2026.
    ["XX村", { date: 46307 }, 3000],
    ["高岗村", "", 8400.5],
    ["2026年2月30日", "", ""],
  ]);
  await drop(page, ".view.draft", "公示.xlsx", file);
  await found(page, 2);
  assert.equal(
    await value(page),
    "临时救助对象公示\n村名\t公示之日\t金额\nXX村\t2026-10-12\t3000\n高岗村\t\t8400.5\n2026年2月30日",
  );
  assert.deepEqual(await rules(page), ["TXT001", "TXT003"]);
});

test("a text in GB18030 is chosen with the button and read as it is", async () => {
  const { page } = await app.open();
  await page.locator("#open-file").setInputFiles(join(repository, "examples/township/docs/汛期地质灾害防范通知.txt"));
  await page.waitForSelector(".finding");
  assert.match(await value(page), /^关于做好2026年汛期地质灾害防范工作的通知/);
  const codes = await rules(page);
  assert.ok(codes.includes("TXT002"), "an advertisement copied along");
  assert.ok(codes.includes("TXT011"), "202665日");
});

test("a broken file is refused in words, and the draft stays", async () => {
  const { page, wrong } = await app.open();
  await page.locator("#draft").fill("原来的文稿。");
  const folder = join(repository, "tests/fixtures/formats");
  for (const name of ["cut-off.docx", "broken-xml.docx", "cut-off.xlsx"]) {
    await drop(page, ".view.draft", name, readFileSync(join(folder, name)));
    await page.getByText(`${name}没有读成`).waitFor();
    assert.equal(await value(page), "原来的文稿。");
  }
  // The browser draws its own page of an XML error, which nobody sees, and is kept from styling it.
  const known = wrong.filter((said) => said.includes("inline style"));
  await drop(page, ".view.draft", "旧.doc", Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
  await page.getByText("另存为DOCX").waitFor();
  assert.deepEqual(wrong, known);
});

test("a clean text is called clean, an unfinished draft is told what holds it up", async () => {
  const { page } = await app.open();
  await page.locator("#open-file").setInputFiles(join(repository, "examples/township/docs/临时救助对象公示.txt"));
  await page.getByText("没有发现问题").waitFor();
  await page.locator("#draft").fill("各村还还有很多问题。");
  await page.getByText("处理完再公开。").waitFor();
  await page.getByLabel("用途").selectOption("draft");
  await page.getByText("可以往下办").waitFor();
});

test("a long draft is checked without holding up the typing", async () => {
  const { page } = await app.open();
  const long = "各村要认真落实责任，按时公开有关信息，接受群众监督。\n".repeat(4000);
  const text = `${long}A &amp; <b>  B\t𠮷，公示期至2026年2月30日。`;
  await page.locator("#draft").fill("原来的文稿。");
  await drop(page, ".view.draft", "长文.txt", Buffer.from(text));
  await page.waitForSelector(".finding");
  assert.equal(await value(page), text);
  await page.keyboard.press("Control+z");
  assert.equal(await value(page), "原来的文稿。");
  await page.keyboard.press("Control+y");
  assert.equal(await value(page), text);
  await page.keyboard.press("Control+End");
  const took = await page.evaluate(() => {
    const begun = performance.now();
    document.execCommand("insertText", false, "字");
    return performance.now() - begun;
  });
  assert.ok(took < 500, `a letter took ${took} ms in a draft of 100 000 letters`);
});
