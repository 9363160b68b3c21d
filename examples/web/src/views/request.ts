// 依申请公开: the clock of an application, and what is to be done next.

import type { cases, check, request } from "gongkai";

import { api } from "../api";
import { caseSource, type Chosen } from "../case_source";
import { facts, failure, field, fill, h, select } from "../dom";
import { foundInCase } from "../findings";
import type { View } from "../main";
import { requestSamples } from "../samples";
import { certaintyNote, day, distance, intakeName, today } from "../words";

/** Ways by which the day of receipt is that of a confirmation. */
const TO_CONFIRM: readonly request.Intake[] = ["ordinary_mail", "internet", "fax"];

const WAITING: Record<request.WaitingFor, string> = {
  correction: "等申请人补正",
  reasons: "等申请人说明理由",
  payment: "等申请人缴费",
};

export function requestView(): View {
  let chosen: Chosen | null = null;
  let run = 0;
  const result = h("div", { class: "case", role: "region", "aria-label": "办理情况" });
  const source = caseSource(requestSamples, about, (found) => {
    chosen = found;
    void compute();
  });
  source.asOf.addEventListener("input", () => void compute());
  const form = entryForm((entries) => {
    chosen = { name: "新办件", entries, fault: null };
    void compute();
  });
  const element = h(
    "section",
    { class: "view", "aria-labelledby": "request-heading" },
    h("h2", { id: "request-heading" }, "依申请公开"),
    source.element,
    form,
    result,
  );

  async function compute(): Promise<void> {
    run += 1;
    const mine = run;
    if (chosen === null || source.asOf.value === "") {
      fill(result, h("p", { class: "lead" }, "选一个示例、打开办件文件，或者填上面的表，看到哪天该办什么。"));
      return;
    }
    const { name, fault } = chosen;
    // The library refuses entries that are none; their names are those of the file.
    const entries = chosen.entries as cases.RequestEntry[];
    const asOf = source.asOf.value;
    const lines: check.LineProblem[] =
      fault === null ? [] : [{ problem: "unread", index: fault.index, zh: fault.message, en: fault.message }];
    try {
      const [status, report] = await Promise.all([
        api.request.status({ case: name, entries, asOf }),
        api.check.request({ case: name, entries, asOf, lines }),
      ]);
      if (mine !== run) return;
      fill(result, told(status), foundInCase(report));
    } catch (error) {
      if (mine === run) fill(result, failure(error));
    }
  }

  return { element, show: () => void compute() };
}

function about(entries: object[]): string {
  const first = entries[0];
  return first !== undefined && "content" in first ? String(first.content) : "";
}

function told(status: request.Status): HTMLElement {
  const { asOf, due, waiting, latest } = status;
  const next: (Node | string)[] = [];
  if (waiting !== null) {
    next.push(`${WAITING[waiting.for]}${waiting.until === null ? "" : `，到${day(waiting.until)}为止，${distance(asOf, waiting.until)}`}`);
  }
  if (due !== null && status.answeredOn === null && status.open) {
    next.push(`作出答复，最迟${day(due)}，${distance(asOf, due)}`);
  }
  if (status.state === "awaiting_confirmation") next.push("与申请人确认收到申请，确认之日为收到之日");
  if (status.state === "answered" && status.open) next.push("答复已作出，待归档");
  const running = status.deadlines.filter((d) => d.done === null && d.until >= asOf);
  const ours = running.filter((d) => d.kind === "correction_notice");
  const theirs =
    status.state === "archived" ? [] : running.filter((d) => d.kind !== "correction_notice");
  for (const one of ours) next.push(one.text);
  const counting = status.trail.filter(isCount);
  return h(
    "div",
    { class: "columns even" },
    h(
      "div",
      { class: `panel clock${status.overdue ? " late" : ""}` },
      h("h3", {}, status.case === "" ? "办理情况" : status.case),
      h("p", { class: "due" }, h("span", { class: "state" }, status.stateLabel), status.overdue ? h("span", { class: "tag bad" }, "逾期") : null),
      h("p", { class: "summary" }, status.summary),
      facts([
        ["截至", day(asOf)],
        ["收到之日", status.received === null ? "待确认" : day(status.received)],
        ["答复期限", due === null ? "现在没有期限在走" : day(due)],
        ["最晚到", latest === null || latest === due ? null : day(latest)],
        ["答复之日", status.answeredOn === null ? null : day(status.answeredOn)],
        ["晚了几天", status.answeredLate === null ? null : `${status.answeredLate}天`],
      ]),
      certaintyNote(status.certainty) === "" ? null : h("p", { class: "doubt" }, certaintyNote(status.certainty)),
      h("h4", {}, "接下来"),
      next.length === 0
        ? h("p", {}, status.open ? "没有在走的期限。" : "已办结，没有要办的。")
        : h("ul", { class: "next" }, next.map((one) => h("li", {}, one))),
      theirs.length === 0
        ? null
        : [
            h("h4", {}, "其他各方的期限"),
            h("ul", { class: "next" }, theirs.map((d) => h("li", {}, `${d.text}，${distance(asOf, d.until)}`))),
          ],
    ),
    h(
      "div",
      { class: "panel" },
      h("h3", {}, "经过"),
      h(
        "ol",
        { class: "trail" },
        status.trail.filter((one) => !isCount(one)).map((one) => h("li", {}, h("span", { class: "on" }, one.on), ` ${one.text}`)),
      ),
      counting.length === 0
        ? null
        : [h("h3", {}, "期限怎么算"), h("ol", { class: "trail" }, counting.map((one) => h("li", {}, one.text)))],
      status.problems.length === 0
        ? null
        : [h("h4", {}, "没有计入的记录"), h("ul", { class: "problems" }, status.problems.map((p) => h("li", {}, p.text)))],
    ),
  );
}

/** Whether a step is about how the days were counted. */
function isCount(one: request.TrailEntryInWords): boolean {
  return one.step === "counting" || one.step === "period_begins";
}

/** A small form that writes the entries of a case. */
function entryForm(changed: (entries: object[]) => void): HTMLElement {
  const dateInput = () => h("input", { type: "date" });
  const received = h("input", { type: "date", value: today(), required: true });
  const intake = select(Object.entries(intakeName) as [string, string][]);
  const [confirmed, correction, until, corrected] = [dateInput(), dateInput(), dateInput(), dateInput()];
  const [consulted, opinion, extended, answered] = [dateInput(), dateInput(), dateInput(), dateInput()];
  const days = h("input", { type: "number", min: 1, max: 20, value: "20", inputMode: "numeric" });
  const confirmField = field("与申请人确认之日", confirmed);

  function entries(): object[] {
    const on = received.value;
    const made: object[] = [
      { on, event: "received", intake: intake.value, applicant: { name: "申请人" } },
    ];
    const put = (control: HTMLInputElement, entry: object) => {
      if (control.value !== "") made.push({ on: control.value, ...entry });
    };
    if (TO_CONFIRM.includes(intake.value as request.Intake)) put(confirmed, { event: "confirmed" });
    if (until.value !== "") put(correction, { event: "correction_requested", items: ["申请内容"], until: until.value });
    put(corrected, { event: "corrected" });
    put(consulted, { event: "consulted", party: "第三方", consultee: "third_party" });
    put(opinion, { event: "opinion_received", party: "第三方", opinion: "agrees" });
    put(extended, { event: "extended", period: `${days.value}wd`, approved_by: "负责人", notified: extended.value });
    put(answered, { event: "answered", answer: { kind: "disclosed" } });
    // As they would have been entered: by their days.
    return made
      .map((entry, n) => ({ entry, n, on: (entry as { on: string }).on }))
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.n - b.n))
      .map(({ entry }) => entry);
  }

  const form = h(
    "form",
    { class: "form", novalidate: true, onsubmit: submit },
    field("收到申请之日", received),
    field("收到方式", intake),
    confirmField,
    h("h3", { class: "wide" }, "后来的经过（没有就空着）"),
    field("告知补正之日", correction),
    field("补正截止之日", until),
    field("收到补正之日", corrected),
    field("向第三方发函之日", consulted),
    field("收到第三方意见之日", opinion),
    field("告知延期之日", extended),
    field("延长多少个工作日", days),
    field("作出答复之日", answered),
    h("div", { class: "wide" }, h("button", { type: "submit", class: "primary" }, "按这些日期计算")),
  );
  function submit(event: Event): void {
    event.preventDefault();
    if (received.value === "") {
      received.focus();
      return;
    }
    changed(entries());
  }
  const fit = () => {
    confirmField.hidden = !TO_CONFIRM.includes(intake.value as request.Intake);
  };
  intake.addEventListener("change", fit);
  fit();
  return h("details", { class: "panel", id: "new-request" }, h("summary", {}, "自己填一件"), form);
}
