// What a check found in a case file.

import type { check } from "gongkai";

import { h } from "./dom";
import { severityName } from "./words";

export function foundInCase(report: check.Report): HTMLElement {
  return h(
    "div",
    { class: "panel" },
    h("h3", {}, "检查结果"),
    report.findings.length === 0
      ? h("p", {}, "没有发现问题。")
      : h(
          "ul",
          { class: "findings" },
          report.findings.map((found) =>
            h(
              "li",
              { class: `finding ${found.severity}` },
              h("p", { class: "said" }, h("span", { class: "badge" }, severityName[found.severity]), h("span", { class: "message" }, found.message)),
              h(
                "p",
                { class: "rests" },
                h("span", { class: "code" }, found.rule),
                found.citations.map((c) => h("span", { class: "citation" }, c.text)),
              ),
            ),
          ),
        ),
  );
}
