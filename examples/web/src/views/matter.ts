// 对应事项: which matter of the catalogue the draft belongs to, and what it then has to contain.

import type { catalogue } from "gongkai";

import { api } from "../api";
import { failure, field, fill, h, select } from "../dom";
import { seemsThere } from "../elements";
import type { View } from "../main";
import { fieldNames, findMatter, matterFacts, matterLink, matterName } from "../matters";
import { change, state } from "../state";
import { levelName } from "../words";

export function matterView(): View {
  let run = 0;
  /** What the reader ticked or unticked, by matter and element. */
  const ticked = new Map<string, boolean>();
  let typed = false;

  const title = h("input", {
    type: "text",
    autocomplete: "off",
    placeholder: "如：关于2026年第三季度临时救助对象的公示",
  });
  const level = select(
    [["", "不限层级"], ...Object.entries(levelName)] as [string, string][],
    { value: "" },
  );
  const told = h("p", { class: "status", role: "status", "aria-live": "polite" });
  const found = h("div", { class: "choices" });
  const detail = h("div", { class: "panel", "aria-live": "off" });
  const element = h(
    "section",
    { class: "view", "aria-labelledby": "matter-heading" },
    h("h2", { id: "matter-heading" }, "对应事项"),
    h("p", { class: "lead" }, "按标题找出标准目录里的事项，核对应当公开的要素。"),
    h("div", { class: "form long" }, field("标题", title, { class: "wide" }), field("公开层级", level)),
    told,
    h("div", { class: "columns even" }, found, detail),
  );

  title.addEventListener("input", () => {
    typed = title.value.trim() !== "" && title.value !== state.title;
    // Another title, another matter.
    state.picked = false;
    void rank();
  });
  level.addEventListener("change", () => void rank());

  async function rank(): Promise<void> {
    run += 1;
    const mine = run;
    const text = title.value.trim();
    if (text === "") {
      told.textContent = "先在“起草检查”写文稿，或者在上面填标题。";
      fill(found);
      if (state.matter === null) fill(detail);
      else await show(state.matter);
      return;
    }
    try {
      const chosen = level.value === "" ? {} : { level: level.value as catalogue.Level };
      const [{ matches }, names] = await Promise.all([
        api.catalogue.rank({ text, limit: 4, ...chosen }),
        fieldNames(),
      ]);
      if (mine !== run) return;
      const own = state.picked ? state.matter : null;
      offer(matches, names, own);
      const id = own?.id ?? matches[0]?.id;
      if (id === undefined) {
        change({ matter: null, picked: false });
        fill(detail);
        return;
      }
      await choose(id);
    } catch (error) {
      if (mine === run) fill(found, failure(error));
    }
  }

  function offer(
    matches: catalogue.Match[],
    names: Map<string, string>,
    own: catalogue.MatterView | null,
  ): void {
    const sure = matches[0]?.confident ?? false;
    told.textContent =
      matches.length === 0
        ? "标准目录里没有找到相近的事项，可以到“标准目录”里自己找。"
        : sure
          ? "第一项把握较大；不对可以另选。"
          : "把握不大，请自己选，或者到“标准目录”里找。";
    const group = h("fieldset", {}, h("legend", { class: "visually-hidden" }, "可能的事项"));
    if (own !== null && !matches.some((m) => m.id === own.id)) {
      const radio = h("input", {
        type: "radio",
        name: "matter",
        value: own.id,
        onchange: () => void choose(own.id),
      });
      group.append(
        h(
          "label",
          { class: "choice" },
          radio,
          h(
            "span",
            {},
            h("span", { class: "name" }, matterName(own)),
            h("span", { class: "meta" }, names.get(own.field) ?? own.field),
            h("span", { class: "why" }, "从标准目录里选的"),
          ),
        ),
      );
    }
    for (const match of matches) {
      const radio = h("input", {
        type: "radio",
        name: "matter",
        value: match.id,
        onchange: () => {
          state.picked = true;
          void choose(match.id);
        },
      });
      group.append(
        h(
          "label",
          { class: "choice" },
          radio,
          h(
            "span",
            {},
            h("span", { class: "name" }, match.name ?? match.id),
            h("span", { class: "meta" }, names.get(match.field) ?? match.field),
            h(
              "span",
              { class: "score" },
              h("meter", { min: 0, max: 1, value: match.score, "aria-label": "相近程度" }),
              `相近程度${Math.round(match.score * 100)}`,
              match.confident ? h("span", { class: "tag good" }, "把握较大") : null,
            ),
            h("span", { class: "why" }, match.reasons.slice(0, 3).join("；")),
          ),
        ),
      );
    }
    fill(found, matches.length === 0 && own === null ? null : group);
  }

  async function choose(id: string): Promise<void> {
    const answer = await findMatter(id);
    if (answer === null || answer.matter === null) return;
    change({ matter: answer.matter });
    for (const radio of found.querySelectorAll("input")) radio.checked = radio.value === id;
    await show(answer.matter);
  }

  async function show(matter: catalogue.MatterView): Promise<void> {
    const names = await fieldNames();
    const { text } = state;
    const likely = matter.elements.filter((one) => seemsThere(one, text)).length;
    const boxes = matter.elements.map((one) => {
      const key = `${matter.id}\n${one}`;
      const there = seemsThere(one, text);
      const box = h("input", { type: "checkbox", checked: ticked.get(key) ?? false });
      const count = () => {
        const done = boxes.filter((b) => b.box.checked).length;
        tally.textContent = `${boxes.length}项要素，已核对${done}项${state.text.trim() === "" ? "" : `；文中似有${likely}项`}。`;
      };
      box.addEventListener("change", () => {
        ticked.set(key, box.checked);
        count();
      });
      return { box, there, one, count };
    });
    const tally = h("p", { class: "status", role: "status" });
    boxes[0]?.count();
    fill(
      detail,
      h("h3", {}, matterLink(matter.id, matterName(matter))),
      h("h4", {}, "公开要素"),
      tally,
      h(
        "ul",
        { class: "checklist" },
        boxes.map(({ box, there, one }) =>
          h(
            "li",
            {},
            h(
              "label",
              {},
              box,
              h("span", {}, one),
              text.trim() === "" ? null : there ? h("span", { class: "tag good" }, "文中似有") : h("span", { class: "tag" }, "文中未见"),
            ),
          ),
        ),
      ),
      h("p", { class: "hint" }, "“文中似有”“文中未见”只比对字面，请逐项核对后勾选。"),
      h("p", {}, h("a", { class: "button", href: "#/deadline" }, "算公开期限")),
      matterFacts(matter, names.get(matter.field) ?? matter.field),
    );
  }

  return {
    element,
    show: () => {
      if (!typed) title.value = state.title;
      void rank();
    },
  };
}
