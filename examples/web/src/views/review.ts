// 审核进度: where a review stands, which gates are shut and what is missing.

import type { cases, check, review } from "gongkai";

import { api } from "../api";
import { caseSource, type Chosen } from "../case_source";
import { facts, failure, fill, h } from "../dom";
import { foundInCase } from "../findings";
import type { View } from "../main";
import { reviewSamples } from "../samples";
import { certaintyNote, day, distance, modeName } from "../words";

export function reviewView(): View {
  let chosen: Chosen | null = null;
  let run = 0;
  let pipelines: Promise<review.Pipelines> | undefined;
  const result = h("div", { class: "case", role: "region", "aria-label": "审核情况" });
  const source = caseSource(reviewSamples, about, (found) => {
    chosen = found;
    void compute();
  });
  source.asOf.addEventListener("input", () => void compute());
  const element = h(
    "section",
    { class: "view", "aria-labelledby": "review-heading" },
    h("h2", { id: "review-heading" }, "审核进度"),
    source.element,
    result,
  );

  async function compute(): Promise<void> {
    run += 1;
    const mine = run;
    if (chosen === null || source.asOf.value === "") {
      fill(result, h("p", { class: "lead" }, "选一个示例或打开审核件文件，看审到哪一步、还缺什么。"));
      return;
    }
    const { name: id, fault } = chosen;
    const entries = chosen.entries as cases.ReviewEntry[];
    const asOf = source.asOf.value;
    const lines: check.LineProblem[] =
      fault === null ? [] : [{ problem: "unread", index: fault.index, zh: fault.message, en: fault.message }];
    pipelines ??= api.review.pipelines({});
    try {
      const [status, report, all] = await Promise.all([
        api.review.status({ case: id, entries, asOf }),
        api.check.review({ case: id, entries, asOf, lines }),
        pipelines,
      ]);
      if (mine !== run) return;
      const pipeline = all.pipelines.find((p) => p.id === status.pipeline.id);
      fill(result, told(status, pipeline, asOf), foundInCase(report));
    } catch (error) {
      if (mine === run) fill(result, failure(error));
    }
  }

  return { element, show: () => void compute() };
}

function about(entries: object[]): string {
  const first = entries[0];
  return first !== undefined && "title" in first ? String(first.title) : "";
}

function told(status: review.Status, pipeline: review.PipelineView | undefined, asOf: string): HTMLElement[] {
  const shut = status.gates.filter((g) => !g.open && !g.waived);
  return [
    h(
      "div",
      { class: `panel clock${status.overdue ? " late" : ""}` },
      h("h3", {}, status.title ?? status.case),
      h("p", { class: "due" }, h("span", { class: "state" }, status.stateName), status.overdue ? h("span", { class: "tag bad" }, "超过时限") : null),
      h("p", { class: "summary" }, status.summary),
      facts([
        ["流程", status.pipeline.zh],
        ["公开属性", status.attribute === null ? "没有拟定" : modeName[status.attribute]],
        ["起草、修改人", status.drafters.join("、")],
        ["依据", status.cited.join("、")],
      ]),
      pipeline === undefined ? null : stages(pipeline, status),
    ),
    h(
      "div",
      { class: "columns even" },
      h(
        "div",
        { class: "panel" },
        h("h3", {}, "还缺什么"),
        shut.length === 0
          ? h("p", {}, status.stage === null ? "没有待过的环节。" : "这一环节的前置条件都齐了。")
          : h("ul", { class: "gates" }, shut.map(gate)),
        h("h3", {}, "下一步"),
        status.next.length === 0
          ? h("p", {}, "没有下一步。")
          : h("ul", { class: "next" }, status.next.map((move) => h("li", { class: move.lacks.length === 0 ? "ready" : "lacking" }, move.text))),
        h("h3", {}, "时限"),
        status.due.length === 0
          ? h("p", {}, "没有在走的时限。")
          : h("ul", { class: "next" }, status.due.map((d) => h("li", { class: d.overdue ? "overdue" : "" }, dueText(d, asOf)))),
      ),
      h(
        "div",
        { class: "panel" },
        h("h3", {}, "经过"),
        h("ol", { class: "trail" }, status.trail.map((step) => h("li", {}, h("span", { class: "on" }, step.on), ` ${step.text}`))),
        status.problems.length === 0
          ? null
          : [h("h3", {}, "没有效力的记录"), h("ul", { class: "problems" }, status.problems.map((p) => h("li", {}, p.text)))],
      ),
    ),
    h(
      "details",
      { class: "panel" },
      h("summary", {}, `各环节的前置条件（${status.allGates.filter((g) => g.open || g.waived).length}/${status.allGates.length}）`),
      h("ul", { class: "gates" }, status.allGates.map(gate)),
    ),
  ];
}

function gate(one: review.GateView): HTMLElement {
  const state = one.open ? "齐" : one.waived ? "免" : "缺";
  return h(
    "li",
    { class: `gate ${one.open || one.waived ? "open" : "shut"}` },
    h("span", { class: "badge" }, state),
    h("span", {}, h("strong", {}, `${one.stage.zh}：${one.gate.zh}`), h("span", { class: "text" }, one.text), h("span", { class: "citation" }, one.cited.join("、"))),
  );
}

const DUE: Record<review.DueKind, string> = {
  stage: "最迟",
  posting: "公示到",
  objection: "异议最迟处理到",
  opinion: "意见最迟答复到",
  interpretation: "解读最迟发布到",
};

function dueText(one: review.DueView, asOf: string): string {
  const how = one.done === null ? distance(asOf, one.due) : `${day(one.done)}已办`;
  const parts = [`${one.what.zh}：${DUE[one.kind]}${day(one.due)}`, how];
  if (one.overdue) parts.push("超过时限");
  if (certaintyNote(one.certainty) !== "") parts.push(certaintyNote(one.certainty));
  return parts.join("，");
}

/** The stages in their order, with what is done and what is under way. */
function stages(pipeline: review.PipelineView, status: review.Status): HTMLElement {
  const passed = new Set(status.reviews.filter((r) => r.valid).map((r) => r.stage));
  const order = pipeline.pipeline.stage;
  const at = status.place === "done" ? order.length : order.findIndex((s) => s.id === status.place);
  return h(
    "ol",
    { class: "stages", "aria-label": "环节" },
    [{ id: "draft", zh: "起草" }, ...order].map(({ id, zh }, n) => {
      const place = n - 1;
      const now = id === status.place;
      const done = !now && (passed.has(id) || place < at);
      const said = now ? "现在" : done ? "已过" : "未到";
      return h(
        "li",
        { class: now ? "now" : done ? "done" : "", "aria-current": now ? "step" : null },
        h("span", { class: "name" }, zh),
        h("span", { class: "said" }, said),
      );
    }),
  );
}
