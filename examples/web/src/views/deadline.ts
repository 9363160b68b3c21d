// 公开期限: by when the chosen matter is to be public, and a calculator for any period.

import type { calendar, catalogue, duty, law } from "gongkai";

import { api } from "../api";
import { facts, failure, field, fill, h, select } from "../dom";
import type { View } from "../main";
import { matterLink, matterName } from "../matters";
import { state } from "../state";
import { certaintyNote, channelName, day, distance, dutyStatusName, levelName, today } from "../words";

const EVENTS: readonly (readonly [string, string])[] = [
  ["formed", "信息形成"],
  ["changed", "信息变更"],
  ["decided", "作出决定"],
  ["approved", "批准、批复"],
  ["received", "获取、收到"],
  ["ended", "结束、完成"],
];

const UNITS: readonly (readonly [string, string])[] = [
  ["wd", "个工作日"],
  ["d", "日"],
  ["w", "周"],
  ["m", "个月"],
  ["q", "个季度"],
  ["y", "年"],
];

/** What a matter's limit counts from, as far as its wording tells. */
function usualEvent(matter: catalogue.MatterView): string {
  const triggers = matter.limits.map((limit) => limit.trigger ?? "").join();
  if (/形成|制定/.test(triggers)) return "formed";
  if (/批准|批复/.test(triggers)) return "approved";
  if (/决定/.test(triggers)) return "decided";
  return "formed";
}

function yearLater(iso: string): string {
  const found = new Date(`${iso}T00:00:00Z`);
  found.setUTCFullYear(found.getUTCFullYear() + 1);
  return found.toISOString().slice(0, 10);
}

/** The steps of a count, in order. */
function steps(text: readonly string[]): HTMLElement {
  return h("ol", { class: "trail" }, text.map((line) => h("li", {}, line)));
}

export function deadlineView(): View {
  const ofMatter = matterDeadline();
  const calculator = calculated();
  const element = h(
    "section",
    { class: "view", "aria-labelledby": "deadline-heading" },
    h("h2", { id: "deadline-heading" }, "公开期限"),
    h("div", { class: "columns even" }, ofMatter.element, calculator),
  );
  return { element, show: ofMatter.show };
}

function matterDeadline(): { element: HTMLElement; show(): void } {
  let run = 0;
  /** The matter that the form was last set up for. */
  let fitted = "";
  const about = h("p", { class: "lead" });
  const date = h("input", { type: "date", value: today(), required: true });
  const kind = select(EVENTS);
  const level = select(Object.entries(levelName) as [string, string][], { value: state.level });
  const result = h("div", { class: "result", role: "status", "aria-live": "polite" });
  const form = h(
    "div",
    { class: "form" },
    field("发生了什么", kind),
    field("哪一天", date),
    field("本单位", level),
  );
  form.addEventListener("input", () => void compute());

  async function compute(): Promise<void> {
    run += 1;
    const mine = run;
    const { matter } = state;
    form.hidden = matter === null;
    if (matter === null) {
      fill(about, "还没有选定事项。先到", h("a", { href: "#/matter" }, "对应事项"), "或", h("a", { href: "#/catalogue" }, "标准目录"), "选一项。");
      fill(result);
      return;
    }
    if (matter.id !== fitted) {
      fitted = matter.id;
      kind.value = usualEvent(matter);
      const [first] = matter.levels;
      if (first !== undefined && !matter.levels.includes(state.level)) level.value = first;
      else level.value = state.level;
    }
    fill(about, "事项：", matterLink(matter.id, matterName(matter)));
    if (date.value === "") {
      fill(result, h("p", {}, "请填日期。"));
      return;
    }
    state.level = level.value as catalogue.Level;
    try {
      const title = state.title === "" ? matterName(matter) : state.title;
      const agenda = await api.duty.agenda({
        unit: { name: "本单位", level: state.level, fields: [matter.field] },
        events: [{ date: date.value, matter: matter.id, kind: kind.value, title }],
        from: date.value,
        to: yearLater(date.value),
        asOf: today(),
      });
      if (mine !== run) return;
      const owed = agenda.duties.filter((d) => d.matter === matter.id);
      fill(result, owed.length === 0 ? h("p", {}, `${levelName[state.level]}没有这个事项的公开任务，请核对层级。时限：${matter.limit}。`) : await Promise.all(owed.slice(0, 4).map(told)));
      if (owed.length > 4) result.append(h("p", { class: "hint" }, `一年内还有${owed.length - 4}次，到期日依次类推。`));
    } catch (error) {
      if (mine === run) fill(result, failure(error));
    }
  }

  async function told(one: duty.DutyTold): Promise<HTMLElement> {
    const { due, deadline } = one;
    const how = deadline?.how;
    // The same count once more, for its steps in words.
    const counted =
      how?.kind === "counted" ? await api.calendar.deadline({ from: how.from, period: how.period }) : null;
    return h(
      "article",
      { class: `panel duty ${one.status}` },
      h("h4", {}, one.title),
      due === null
        ? h("p", { class: "due" }, one.message)
        : h(
            "p",
            { class: "due" },
            "最迟",
            h("strong", {}, day(due)),
            h("span", { class: "tag" }, one.status === "open" ? distance(today(), due) : dutyStatusName[one.status]),
          ),
      certaintyNote(deadline?.certainty) === "" ? null : h("p", { class: "doubt" }, certaintyNote(deadline?.certainty)),
      counted === null
        ? h("p", {}, one.details[0] ?? "")
        : steps(counted.text),
      facts([
        ["依据", one.basis.map((c) => c.text).join("、")],
        ["渠道", one.channels.map((c) => channelName[c]).join("、")],
      ]),
    );
  }

  const element = h(
    "section",
    { class: "block", "aria-labelledby": "of-matter" },
    h("h3", { id: "of-matter" }, "本事项的公开期限"),
    about,
    form,
    result,
  );
  return { element, show: () => void compute() };
}

interface Exclusion {
  row: HTMLElement;
  read(): calendar.ExcludedSpan | null;
}

function calculated(): HTMLElement {
  let run = 0;
  const exclusions: Exclusion[] = [];
  const term = select([["", "自己填"]]);
  const from = h("input", { type: "date", value: today(), required: true });
  const count = h("input", { type: "number", min: 1, max: 3650, value: "20", inputMode: "numeric", required: true });
  const unit = select(UNITS);
  const extendBy = h("input", { type: "number", min: 0, max: 3650, value: "0", inputMode: "numeric" });
  const extendUnit = select(UNITS);
  const roll = h("input", { type: "checkbox", checked: true });
  const minimum = h("input", { type: "checkbox" });
  const rows = h("div", { class: "exclusions" });
  const result = h("div", { class: "result", role: "status", "aria-live": "polite" });
  const basis = h("p", { class: "hint" });
  let terms: law.Term[] = [];

  const termField = field("法定期限", term, { class: "wide" });
  termField.append(basis);
  const form = h(
    "form",
    { class: "form", novalidate: true, onsubmit: (event: Event) => event.preventDefault() },
    termField,
    field("从哪天起（当天不算）", from),
    h("div", { class: "pair" }, field("多长", count), field("单位", unit)),
    h("div", { class: "pair" }, field("延长", extendBy), field("延长的单位", extendUnit)),
    h(
      "fieldset",
      { class: "wide" },
      h("legend", {}, "不计入的期间（征求第三方意见等）"),
      rows,
      h("button", { type: "button", onclick: () => exclude() }, "加一段"),
    ),
    h("label", { class: "check wide" }, roll, "末日遇休息日顺延到下一个工作日"),
    h("label", { class: "check wide" }, minimum, "是最短期限（“不少于”），到期次日起才能结束"),
  );
  form.addEventListener("input", () => void compute());
  term.addEventListener("change", () => {
    const chosen = terms.find((t) => t.id === term.value);
    const version = chosen?.versions.at(-1);
    const period = version === undefined ? null : /^(\d+)(wd|[dwmqy])$/.exec(version.period);
    if (period?.[1] !== undefined && period[2] !== undefined) {
      count.value = period[1];
      unit.value = period[2];
    }
    void name(version?.citation);
    void compute();
  });

  async function name(citation: string | undefined): Promise<void> {
    if (citation === undefined) {
      basis.textContent = "";
      return;
    }
    const said = await api.law.citation({ compact: citation });
    basis.textContent = `依据：${said.zh}`;
  }

  function exclude(): void {
    const first = h("input", { type: "date" });
    const last = h("input", { type: "date" });
    const row = h(
      "div",
      { class: "exclusion" },
      field("从", first),
      field("到", last),
      h(
        "button",
        {
          type: "button",
          "aria-label": "去掉这一段",
          onclick: () => {
            exclusions.splice(exclusions.indexOf(one), 1);
            row.remove();
            void compute();
          },
        },
        "去掉",
      ),
    );
    const one: Exclusion = {
      row,
      read: () =>
        first.value === "" || last.value === "" ? null : { from: first.value, to: last.value },
    };
    exclusions.push(one);
    rows.append(row);
    first.focus();
  }

  async function compute(): Promise<void> {
    run += 1;
    const mine = run;
    const n = Number(count.value);
    if (from.value === "" || !Number.isInteger(n) || n < 1) {
      fill(result, h("p", {}, "请填起算日期和天数。"));
      return;
    }
    const more = Number(extendBy.value);
    try {
      const found = await api.calendar.deadline({
        from: from.value,
        period: `${n}${unit.value}`,
        exclude: exclusions.flatMap((e) => e.read() ?? []),
        extend: Number.isInteger(more) && more > 0 ? [`${more}${extendUnit.value}`] : [],
        roll: roll.checked,
        minimum: minimum.checked,
      });
      if (mine !== run) return;
      fill(
        result,
        h("p", { class: "due" }, minimum.checked ? "最早" : "到期", h("strong", {}, day(found.due)), h("span", { class: "tag" }, distance(today(), found.due))),
        certaintyNote(found.certainty) === "" ? null : h("p", { class: "doubt" }, certaintyNote(found.certainty)),
        h("h4", {}, "怎么算的"),
        steps(found.text),
      );
    } catch (error) {
      if (mine === run) fill(result, failure(error));
    }
  }

  void api.law.terms().then((found) => {
    terms = found.terms;
    for (const one of terms) {
      const period = one.versions.at(-1)?.period ?? "";
      term.append(h("option", { value: one.id }, `${one.zh}（${periodName(period)}）`));
    }
  });
  void compute();

  return h(
    "section",
    { class: "block", "aria-labelledby": "calculator" },
    h("h3", { id: "calculator" }, "期限计算"),
    form,
    result,
  );
}

function periodName(period: string): string {
  const [, n = "", unit = ""] = /^(\d+)(wd|[dwmqy])$/.exec(period) ?? [];
  return `${n}${UNITS.find(([u]) => u === unit)?.[1] ?? ""}`;
}
