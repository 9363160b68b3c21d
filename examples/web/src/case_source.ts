// Choosing a case: one of the samples, or a file of one's own, and the day to see it on.

import { readCase, type CaseFile } from "./case_file";
import { field, h, select } from "./dom";
import { SAMPLE_DAY } from "./samples";
import { today } from "./words";

export interface Chosen extends CaseFile {
  name: string;
}

export interface CaseSource {
  element: HTMLElement;
  asOf: HTMLInputElement;
  /** Shows a sample at once. */
  sample(name: string): void;
}

export function caseSource(
  samples: Map<string, string>,
  titles: (entries: object[]) => string,
  chosen: (found: Chosen) => void,
): CaseSource {
  const asOf = h("input", { type: "date", value: today(), required: true });
  const told = h("p", { class: "notice", role: "status", "aria-live": "polite" });
  const list = select([
    ["", "选一个示例"],
    ...[...samples].map(([name, text]) => [name, `${name} ${titles(readCase(text).entries)}`] as const),
  ]);
  const chooser = h("input", { type: "file", accept: ".jsonl,.json,.txt", class: "visually-hidden" });
  chooser.id = `open-${[...samples.keys()][0] ?? "case"}`;

  function take(name: string, text: string): void {
    try {
      const found = readCase(text);
      told.textContent = found.fault === null ? `已载入${name}，共${found.entries.length}条记录` : `${name}：${found.fault.message}`;
      told.classList.toggle("failure", found.fault !== null);
      chosen({ name: name.replace(/\.jsonl?$/, ""), ...found });
    } catch (error) {
      told.textContent = `${name}没有读成：${error instanceof Error ? error.message : String(error)}`;
      told.classList.add("failure");
    }
  }

  async function open(file: File): Promise<void> {
    list.value = "";
    asOf.value = today();
    take(file.name, await file.text());
  }

  function sample(name: string): void {
    const text = samples.get(name);
    if (text === undefined) return;
    list.value = name;
    // The samples are of a year of their own.
    asOf.value = SAMPLE_DAY;
    take(name, text);
  }

  list.addEventListener("change", () => sample(list.value));
  chooser.addEventListener("change", () => {
    const file = chooser.files?.[0];
    if (file !== undefined) void open(file);
    chooser.value = "";
  });
  const element = h(
    "div",
    { class: "source" },
    h(
      "div",
      { class: "form long source-form" },
      field("示例办件（虚构的青禾镇）", list, { class: "wide" }),
      h(
        "div",
        { class: "field" },
        h("span", { class: "as-label" }, "自己的办件"),
        chooser,
        h("label", { for: chooser.id, class: "button" }, "打开办件文件（JSONL）"),
      ),
      field("截至哪一天", asOf),
    ),
    told,
  );
  element.addEventListener("dragover", (event) => event.preventDefault());
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void open(file);
  });
  return { element, asOf, sample };
}
