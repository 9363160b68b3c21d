// 起草检查: a draft, and what is wrong with it.

import type { check } from "gongkai";

import { api } from "../api";
import { field, fill, h, select } from "../dom";
import { Editor } from "../editor";
import { readFile } from "../files/read";
import type { View } from "../main";
import { SAMPLE_DRAFT } from "../samples";
import { change } from "../state";
import { severityName, today } from "../words";

/** Whether a unit is the second half of a character. */
function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

const ACCEPTED = ".txt,.md,.html,.htm,.docx,.xlsx";

export function draftView(): View {
  let report: check.Report | null = null;
  let checkedText = "";
  let cards: HTMLElement[] = [];
  let run = 0;
  let current = -1;
  let focusAfter: number | null = null;

  const status = h("p", { class: "status", role: "status", "aria-live": "polite" });
  const notice = h("p", { class: "notice", role: "status", "aria-live": "polite" });
  const list = h("ol", { class: "findings", "aria-label": "发现的问题" });

  const editor = new Editor(
    {
      settled: () => void inspect(),
      edited: () => {
        change({ text: editor.text });
        fixSafe.disabled = true;
      },
      touched: (key) => emphasise(key, false),
    },
    {
      id: "draft",
      placeholder: "在这里起草或粘贴文稿，也可以打开或拖入DOCX、XLSX、HTML、TXT文件",
    },
  );

  const fixSafe = h("button", { type: "button", class: "primary", disabled: true, onclick: () => void fixAll() }, "全部修正");
  const previous = h("button", { type: "button", onclick: () => step(-1) }, "上一处");
  const next = h("button", { type: "button", onclick: () => step(1) }, "下一处");
  const chooser = h("input", { type: "file", accept: ACCEPTED, class: "visually-hidden", id: "open-file" });
  chooser.addEventListener("change", () => {
    const file = chooser.files?.[0];
    if (file !== undefined) void open(file);
    chooser.value = "";
  });
  const profile = select(
    [
      ["publish", "准备公开"],
      ["draft", "还在起草"],
    ],
    { onchange: () => tell() },
  );

  const element = h(
    "section",
    { class: "view draft", "aria-labelledby": "draft-heading" },
    h("h2", { id: "draft-heading" }, "起草检查"),
    h(
      "div",
      { class: "columns" },
      h(
        "div",
        { class: "paper" },
        h(
          "div",
          { class: "toolbar" },
          chooser,
          h("label", { for: "open-file", class: "button" }, "打开文件"),
          h("button", { type: "button", onclick: () => load(SAMPLE_DRAFT, "已放入一份有毛病的示例") }, "放入示例"),
          h("button", { type: "button", onclick: () => void copy() }, "复制全文"),
          h("button", { type: "button", onclick: () => load("", "已清空，按Ctrl+Z可以恢复") }, "清空"),
        ),
        h("label", { for: "draft", class: "over" }, "文稿"),
        editor.element,
        notice,
        h("p", { class: "hint keys" }, "F8到下一处问题，Shift+F8到上一处，Ctrl+Z撤销。"),
      ),
      h(
        "div",
        { class: "beside" },
        h("div", { class: "panel-head" }, h("h3", {}, "检查结果"), field("用途", profile, { class: "inline" })),
        status,
        h("div", { class: "toolbar" }, fixSafe, previous, next),
        list,
      ),
    ),
  );

  editor.area.addEventListener("keydown", (event) => {
    if (event.key !== "F8") return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  });
  element.addEventListener("dragover", (event) => {
    event.preventDefault();
    element.classList.add("dropping");
  });
  element.addEventListener("dragleave", (event) => {
    if (!element.contains(event.relatedTarget as Node | null)) element.classList.remove("dropping");
  });
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    element.classList.remove("dropping");
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void open(file);
  });

  function load(text: string, said: string): void {
    editor.replaceAll(text);
    notice.textContent = said;
    notice.classList.remove("failure");
  }

  async function open(file: File): Promise<void> {
    try {
      const { text, note } = await readFile(file);
      load(text, `${file.name}：${note}。改动只在本页，不写回原文件。`);
    } catch (error) {
      notice.textContent = `${file.name}没有读成：${error instanceof Error ? error.message : String(error)}`;
      notice.classList.add("failure");
    }
  }

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(editor.text);
      notice.textContent = "全文已复制";
    } catch {
      editor.area.focus();
      editor.area.select();
      notice.textContent = "已选中全文，请按Ctrl+C复制";
    }
    notice.classList.remove("failure");
  }

  async function inspect(): Promise<void> {
    run += 1;
    const mine = run;
    const { text } = editor;
    try {
      const found = await api.check.text({ text, asOf: today() });
      // An older answer than the text that stands there now.
      if (mine !== run) return;
      report = found;
      checkedText = text;
      const { title } = found;
      change({ text, title: title ? text.slice(title.start, title.end).trim() : "" });
      editor.mark(text, found.findings);
      tell();
      show();
    } catch (error) {
      if (mine !== run) return;
      report = null;
      editor.mark(text, []);
      fill(list);
      status.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  function tell(): void {
    const safe = report?.findings.filter((f) => f.fix?.safe).length ?? 0;
    fixSafe.disabled = safe === 0;
    fixSafe.textContent = safe === 0 ? "全部修正" : `全部修正（${safe}处有把握的）`;
    const any = (report?.findings.length ?? 0) > 0;
    previous.disabled = !any;
    next.disabled = !any;
    element.classList.toggle("clean", report !== null && !any && checkedText.trim() !== "");
    if (report === null || checkedText.trim() === "") {
      status.textContent = "还没有文稿。";
      return;
    }
    const { errors, warnings, infos } = report.counts;
    const blocks = profile.value === "draft" ? report.blocksDraft : report.blocksPublication;
    const verdict = blocks
      ? profile.value === "draft"
        ? "有错误，先改再往下办。"
        : "处理完再公开。"
      : any
        ? "可以往下办，提示供参考。"
        : "";
    status.textContent = any
      ? `发现${report.findings.length}处：错误${errors}，警告${warnings}，提示${infos}。${verdict}`
      : "没有发现问题。检查不能代替审核。";
  }

  function show(): void {
    const findings = report?.findings ?? [];
    current = -1;
    cards = findings.map((found, key) => card(found, key));
    fill(list, cards);
    if (focusAfter === null) return;
    const place = Math.min(focusAfter, cards.length - 1);
    focusAfter = null;
    const target = cards[place]?.querySelector<HTMLElement>(".jump") ?? editor.area;
    target.focus();
  }

  function card(found: check.Finding, key: number): HTMLElement {
    const { fix } = found;
    return h(
      "li",
      { class: `finding ${found.severity}` },
      h(
        "button",
        { type: "button", class: "jump", onclick: () => jump(key) },
        h("span", { class: "badge" }, severityName[found.severity]),
        h("span", { class: "message" }, found.message),
      ),
      h(
        "p",
        { class: "rests" },
        h("span", { class: "code" }, found.rule),
        found.citations.map((c) => h("span", { class: "citation" }, c.text)),
      ),
      fix &&
        h(
          "div",
          { class: "fix" },
          h(
            "button",
            { type: "button", class: "apply", onclick: () => mend(key) },
            found.help ?? "修正",
          ),
        ),
    );
  }

  function emphasise(key: number, scrollPage: boolean): void {
    current = key;
    cards.forEach((one, n) => {
      one.classList.toggle("current", n === key);
    });
    const chosen = cards[key];
    if (chosen === undefined) return;
    // Beside the text the list scrolls by itself; below it, the text must not run away.
    if (list.scrollHeight > list.clientHeight || scrollPage) {
      const top = chosen.offsetTop - list.offsetTop;
      if (top < list.scrollTop || top + chosen.offsetHeight > list.scrollTop + list.clientHeight) {
        list.scrollTop = top - 8;
      }
    }
  }

  function jump(key: number): void {
    const range = report?.findings[key]?.range;
    if (!range || editor.text !== checkedText) return;
    emphasise(key, true);
    editor.goTo(range.start, range.end, key);
  }

  function step(by: number): void {
    const count = report?.findings.length ?? 0;
    if (count === 0) return;
    const from = current < 0 && by < 0 ? 0 : current;
    jump((from + by + count) % count);
  }

  function mend(key: number): void {
    const fix = report?.findings[key]?.fix;
    if (!fix || editor.text !== checkedText) return;
    focusAfter = key;
    editor.replace(fix.range.start, fix.range.end, fix.replacement);
    notice.textContent = "已修正一处，按Ctrl+Z可以恢复";
    notice.classList.remove("failure");
  }

  async function fixAll(): Promise<void> {
    const text = checkedText;
    const fixes = (report?.findings ?? []).flatMap(({ fix }) => (fix ? [fix] : []));
    const mended = await api.check.applyFixes({ text, fixes, which: "safe" });
    if (editor.text !== text || mended.text === text) return;
    // One step for undo, and only as much of the text as changes.
    let head = 0;
    while (text[head] === mended.text[head]) head += 1;
    // Never through the middle of a character that takes two units.
    if (head > 0 && isLow(text.charCodeAt(head))) head -= 1;
    let tail = 0;
    const most = Math.min(text.length, mended.text.length) - head;
    while (tail < most && text.at(-1 - tail) === mended.text.at(-1 - tail)) tail += 1;
    if (tail > 0 && isLow(text.charCodeAt(text.length - tail))) tail -= 1;
    editor.replace(head, text.length - tail, mended.text.slice(head, mended.text.length - tail));
    notice.textContent = `已修正${mended.applied.length}处，按Ctrl+Z可以恢复`;
    notice.classList.remove("failure");
  }

  tell();
  return { element, show: () => undefined };
}
