// The other views in a real browser. What is expected was counted by hand on the calendar of
// 2026, or stands in examples/township/README.md.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { start } from "./support/browser.mjs";

let app;
before(async () => {
  app = await start();
});
after(() => app.stop());

const view = (page) => page.locator(".view:visible");
const go = (page, hash) => page.evaluate((to) => { location.hash = to; }, hash);

/** Opens the page with the sample that has faults, checked. */
async function withSample() {
  const opened = await app.open();
  await opened.page.getByRole("button", { name: "放入示例" }).click();
  await opened.page.waitForSelector(".finding");
  return opened;
}

test("the title of the draft finds its matter, with reasons and a checklist", async () => {
  const { page, wrong } = await withSample();
  await page.getByRole("link", { name: "对应事项" }).click();
  await page.waitForSelector(".checklist");
  assert.equal(await page.getByLabel("标题").inputValue(), "关于2026年第三季度临时救助对象的公示");
  const first = page.locator(".choice").first();
  assert.match(await first.textContent(), /临时救助\/审核审批信息.*社会救助.*把握较大/s);
  assert.match(await first.locator(".why").textContent(), /临时救助/);
  assert.ok(await first.locator("input").isChecked());
  // The elements of the row in the catalogue; the draft has a column 救助金额 and no 事由.
  const rows = await page.locator(".checklist li").allTextContents();
  assert.deepEqual(rows, ["支出型临时救助对象名单文中似有", "救助金额文中似有", "救助事由文中未见"]);
  await page.locator(".checklist input").nth(1).check();
  await page.getByText("3项要素，已核对1项").waitFor();
  // What was ticked stays when the reader comes back.
  await go(page, "#/catalogue");
  await go(page, "#/matter");
  await page.getByText("3项要素，已核对1项").waitFor();
  const panel = await view(page).locator(".panel").textContent();
  assert.match(panel, /制定或获取信息之日起10个工作日内/);
  assert.match(panel, /政府网站/);
  assert.match(panel, /《国务院关于全面建立临时救助制度的通知》/);
  // Another one can be chosen.
  await page.locator(".choice input").nth(1).check();
  await page.waitForFunction(() => !document.querySelector(".view:not([hidden]) .panel h3")?.textContent.includes("临时救助/"));
  assert.deepEqual(wrong, []);
});

test("another title finds another matter; one that says nothing is not forced into one", async () => {
  const { page } = await app.open({ hash: "#/matter" });
  await page.getByLabel("标题").fill("青禾镇2025年度部门决算");
  await page.waitForSelector(".choice");
  assert.match(await page.locator(".choice").first().textContent(), /财政预决算/);
  await page.getByLabel("标题").fill("通知");
  await page.getByText(/把握不大|没有找到/).waitFor();
});

test("by when the matter is to be public, with the steps in words", async () => {
  const { page, wrong } = await withSample();
  await page.getByRole("link", { name: "对应事项" }).click();
  await page.waitForSelector(".checklist");
  await page.getByRole("link", { name: "算公开期限" }).click();
  await page.getByLabel("哪一天").fill("2026-11-02");
  // 10 working days from 2 November: 3-6, 9-13, and the 16th, a Monday.
  await page.getByText("2026年11月16日（星期一）").waitFor();
  const duty = page.locator(".duty").first();
  const steps = await duty.locator(".trail li").allTextContents();
  assert.ok(steps.length >= 3, "steps");
  assert.match(steps.join(), /2026年11月2日/);
  assert.match(await duty.textContent(), /已逾期/, "as of 20 November");
  assert.match(await duty.textContent(), /依据《国务院关于全面建立临时救助制度的通知》/);
  assert.deepEqual(wrong, []);
});

test("the form fits itself to the matter: what it counts from, whose duty it is", async () => {
  const { page, wrong } = await app.open({ hash: "#/catalogue/matter/budget-final-accounts-004" });
  const count = page.getByRole("link", { name: "算这个事项的公开期限" });
  await count.click();
  await page.locator(".duty").waitFor();
  // Accounts of departments: within 20 days of their approval (预算法第十四条第二款).
  assert.equal(await page.getByLabel("发生了什么").inputValue(), "approved");
  await page.getByLabel("哪一天").fill("2026-11-02");
  // 20 days from 2 November end on Sunday the 22nd, so on Monday.
  await page.locator(".due strong", { hasText: "2026年11月23日（星期一）" }).waitFor();
  assert.match(await page.locator(".duty").first().textContent(), /《中华人民共和国预算法》第十四条第二款/);
  await go(page, "#/catalogue/matter/village-050");
  await count.click();
  await page.locator(".block a", { hasText: "惠农与救助/" }).waitFor();
  // Each quarter: by its last day.
  await page.locator(".due strong", { hasText: "2026年12月31日（星期四）" }).waitFor();
  assert.equal(await page.getByLabel("本单位").inputValue(), "village");
  assert.deepEqual(wrong, []);
});

test("any period: working days, days left out, extension, holidays, least times", async () => {
  const { page, wrong } = await app.open({ hash: "#/deadline" });
  const form = page.locator("form").filter({ hasText: "从哪天起" });
  const due = page.locator(".block").filter({ hasText: "期限计算" }).locator(".due strong");
  const expects = (text) => due.filter({ hasText: text }).waitFor();
  await form.getByLabel("从哪天起").fill("2026-11-02");
  // 20 working days: 3-6, 9-13, 16-20, 23-27 and the 30th.
  await expects("2026年11月30日（星期一）");
  // Without 9 to 13 November five more: 1-4 and 7 December.
  await form.getByRole("button", { name: "加一段" }).click();
  await form.getByLabel("从", { exact: true }).fill("2026-11-09");
  await form.getByLabel("到", { exact: true }).fill("2026-11-13");
  await expects("2026年12月7日（星期一）");
  await form.getByRole("button", { name: "去掉这一段" }).click();
  await expects("2026年11月30日（星期一）");
  // Ten more: 1-4, 7-11 and 14 December.
  await form.getByLabel("延长", { exact: true }).fill("10");
  await expects("2026年12月14日（星期一）");
  await form.getByLabel("延长", { exact: true }).fill("0");
  // 25-27 September and 1-7 October are off: 28, 29, 30 September, 8 and 9 October.
  await form.getByLabel("从哪天起").fill("2026-09-24");
  await form.getByLabel("多长").fill("5");
  await expects("2026年10月9日（星期五）");
  assert.match(await page.locator(".block").nth(1).locator(".trail").textContent(), /国庆/);
  // 10 calendar days from 21 September end on 1 October, in the holiday: the 8th; unmoved the 1st.
  await form.getByLabel("从哪天起").fill("2026-09-21");
  await form.getByLabel("多长").fill("10");
  await form.getByLabel("单位", { exact: true }).selectOption("d");
  await expects("2026年10月8日（星期四）");
  await form.getByLabel("末日遇休息日顺延").uncheck();
  await expects("2026年10月1日（星期四）");
  assert.deepEqual(wrong, []);
});

test("a period of law is chosen by its name", async () => {
  const { page } = await app.open({ hash: "#/deadline" });
  const form = page.locator("form").filter({ hasText: "从哪天起" });
  await form.getByLabel("法定期限").locator("option", { hasText: "20个工作日" }).first().waitFor({ state: "attached" });
  await form.getByLabel("法定期限").selectOption("request.answer");
  assert.equal(await form.getByLabel("多长").inputValue(), "20");
  assert.equal(await form.getByLabel("单位", { exact: true }).inputValue(), "wd");
  await page.getByText("《中华人民共和国政府信息公开条例》第三十三条第二款").waitFor();
});

test("the clock of an application: the sample cases on their day", async () => {
  const { page, wrong } = await app.open({ hash: "#/request" });
  const clock = page.locator(".view:visible .clock");
  const choose = (name) => view(page).getByLabel("示例办件").selectOption(name);
  await choose("2026-011");
  await clock.getByText("2026年6月8日（星期一）").waitFor();
  assert.match(await clock.textContent(), /已归档/);
  await page.getByText("没有发现问题").waitFor();
  // As of 20 May it was still open, and due on the same day: 19 days later.
  await view(page).getByLabel("截至哪一天").fill("2026-05-20");
  await clock.getByText("还有19天").waitFor();
  assert.match(await clock.locator(".next").first().textContent(), /作出答复，最迟2026年6月8日/);

  await choose("2026-018");
  await clock.getByText("2026年7月22日（星期三）").waitFor();
  assert.match(await clock.textContent(), /8天/);
  assert.deepEqual(
    [...new Set(await view(page).locator(".findings .code").allTextContents())].sort(),
    ["REQ001", "REQ003"],
  );

  await choose("2026-024");
  await clock.getByText("2026年11月30日（星期一）").first().waitFor();
  assert.match(await clock.locator(".next").first().textContent(), /还有10天/);
  assert.deepEqual(wrong, []);
});

test("a case file whose last line broke off: what was read counts, and that is said", async () => {
  const { page } = await app.open({ hash: "#/request" });
  await view(page).getByLabel("示例办件").selectOption("2026-033");
  await page.getByText("第4行读不出来").first().waitFor();
  await view(page).locator(".findings").waitFor();
  const codes = await view(page).locator(".findings .code").allTextContents();
  assert.ok(codes.includes("REQ001") && codes.includes("REQ002"), codes.join());
  await view(page).locator("input[type=file]").setInputFiles({
    name: "空.jsonl",
    mimeType: "text/plain",
    buffer: Buffer.from("\n"),
  });
  await page.getByText("空.jsonl没有读成").waitFor();
});

test("a case file of one's own is loaded", async () => {
  const { page } = await app.open({ hash: "#/request" });
  const lines = [
    { on: "2026-11-02", event: "received", intake: "signed_mail", applicant: { name: "甲" }, content: "某合同" },
  ];
  await view(page).locator("input[type=file]").setInputFiles({
    name: "2026-040.jsonl",
    mimeType: "text/plain",
    buffer: Buffer.from(lines.map((line) => JSON.stringify(line)).join("\n")),
  });
  await page.locator(".clock").getByText("2026年11月30日（星期一）").first().waitFor();
});

test("an application entered in the form: receipt by confirmation, correction, extension", async () => {
  const { page, wrong } = await app.open({ hash: "#/request" });
  const form = page.locator("#new-request");
  const clock = page.locator(".view:visible .clock");
  const submit = () => form.getByRole("button", { name: "按这些日期计算" }).click();
  await form.locator("summary").click();
  await form.getByLabel("收到申请之日").fill("2026-11-02");
  await submit();
  // Handed in: 20 working days from that day.
  await clock.getByText("2026年11月30日（星期一）").first().waitFor();
  await form.getByLabel("收到方式").selectOption("internet");
  await submit();
  await clock.getByText("待确认").first().waitFor();
  await form.getByLabel("与申请人确认之日").fill("2026-11-03");
  await submit();
  // From the day of confirmation: one working day later.
  await clock.getByText("2026年12月1日（星期二）").first().waitFor();
  await form.getByLabel("告知延期之日").fill("2026-11-20");
  await submit();
  // 20 more from 1 December: 2-4, 7-11, 14-18, 21-25 make 18, then 28 and 29 December.
  await clock.getByText("2026年12月29日（星期二）").first().waitFor();
  assert.deepEqual(wrong, []);
});

test("a review: stages, shut gates, next moves, on any day", async () => {
  const { page, wrong } = await app.open({ hash: "#/review" });
  const choose = (name) => view(page).getByLabel("示例办件").selectOption(name);
  await choose("SH-2026-06");
  await page.locator(".stages").waitFor();
  assert.match(await page.locator(".clock .state").textContent(), /公示中/);
  assert.match(await view(page).locator(".next").first().textContent(), /11月23日|2026-11-23/);
  // Closed on 15 September, three days before the ten working days were over.
  assert.deepEqual(await view(page).locator(".findings .code").allTextContents(), ["REV005"]);

  // The accounts on the day after their audit: verification is next, its record is missing.
  await choose("SH-2026-03");
  await view(page).getByLabel("截至哪一天").fill("2026-09-29");
  await page.locator(".stages [aria-current=step]", { hasText: "核实" }).waitFor();
  const gates = view(page).locator(".columns .gates .shut");
  assert.ok((await gates.count()) >= 1, "a shut gate");
  assert.match((await gates.allTextContents()).join(), /核实：/);
  assert.match(await page.locator(".stages .done").allTextContents().then((all) => all.join()), /起草.*审计/s);

  await choose("SH-2026-02");
  await page.locator(".clock .state", { hasText: "归档" }).waitFor();
  assert.deepEqual(wrong, []);
});

test("the catalogue: 31 fields, search, level, a matter's page with an address", async () => {
  const { page, wrong } = await app.open({ hash: "#/catalogue" });
  await page.waitForSelector(".fields");
  assert.equal(await page.locator(".fields").first().locator("li").count(), 31);
  const all = async () => Number(/31个领域(\d+)个/.exec(await view(page).locator(".status").textContent())?.[1]);
  const every = await all();
  await view(page).getByLabel("公开层级").selectOption("village");
  await page.waitForFunction((n) => !document.querySelector(".view:not([hidden]) .status").textContent.includes(`领域${n}个`), every);
  assert.ok((await all()) < every, "fewer matters at villages");
  await view(page).getByLabel("公开层级").selectOption("");
  await view(page).getByLabel("查找").fill("临时救助 名单");
  await page.locator(".matters a", { hasText: "临时救助/审核审批信息" }).click();
  await page.getByText("编号social-assistance-012").waitFor();
  assert.match(page.url(), /#\/catalogue\/matter\/social-assistance-012$/);
  // The list that one came from is still there.
  await page.goBack();
  await page.locator(".matters a", { hasText: "临时救助/审核审批信息" }).waitFor();

  await go(page, "#/catalogue/matter/social-assistance-012");
  await page.getByRole("link", { name: "算这个事项的公开期限" }).click();
  await page.locator(".duty").waitFor();
  await go(page, "#/catalogue/matter/no-such-matter");
  await page.getByText("目录里没有编号为no-such-matter的事项").waitFor();
  await go(page, "#/%E0%A4%A");
  await page.getByRole("heading", { name: "起草检查" }).waitFor();
  assert.deepEqual(wrong, []);
});
