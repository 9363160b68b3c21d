// 标准目录: the fields, their matters, a matter's page.

import type { catalogue } from "gongkai";

import { api } from "../api";
import { failure, field, fill, h, select } from "../dom";
import type { View } from "../main";
import { fieldNames, findMatter, matterFacts, matterLink, matterName } from "../matters";
import { change } from "../state";
import { levelName } from "../words";

/** More than this nobody reads; the search can be narrowed. */
const MOST = 60;

export function catalogueView(): View {
  let all: Promise<catalogue.MatterView[]> | undefined;
  let run = 0;
  let path: string[] = [];
  const search = h("input", { type: "search", autocomplete: "off", placeholder: "事项、要素，如：临时救助 名单" });
  const level = select([["", "不限层级"], ...Object.entries(levelName)] as [string, string][], { value: "" });
  const form = h(
    "form",
    { class: "form long", role: "search", onsubmit: (event: Event) => event.preventDefault() },
    field("查找", search, { class: "wide" }),
    field("公开层级", level),
  );
  const told = h("p", { class: "status", role: "status", "aria-live": "polite" });
  const crumbs = h("p", { class: "crumbs" });
  const list = h("div", {});
  const element = h(
    "section",
    { class: "view", "aria-labelledby": "catalogue-heading" },
    h("h2", { id: "catalogue-heading" }, "标准目录"),
    crumbs,
    form,
    told,
    list,
  );
  form.addEventListener("input", () => void draw());

  function matters(): Promise<catalogue.MatterView[]> {
    all ??= Promise.all([
      api.catalogue.matters({}),
      api.catalogue.matters({ catalogue: { base: "village" } }),
    ]).then((both) => both.flatMap((one) => one.matters));
    return all;
  }

  async function draw(): Promise<void> {
    run += 1;
    const mine = run;
    try {
      const [kind, id] = path;
      if (kind === "matter" && id !== undefined) {
        await matterPage(id, mine);
        return;
      }
      const names = await fieldNames();
      const words = search.value.trim().split(/\s+/).filter((w) => w !== "");
      const fits = (m: catalogue.MatterView) =>
        (level.value === "" || m.levels.includes(level.value as catalogue.Level)) &&
        words.every((w) => [m.level1, m.level2 ?? "", names.get(m.field) ?? "", ...m.elements].some((t) => t.includes(w)));
      const found = (await matters()).filter(fits);
      if (mine !== run) return;
      form.hidden = false;
      if (kind !== undefined && names.has(kind)) {
        const here = found.filter((m) => m.field === kind);
        fill(crumbs, h("a", { href: "#/catalogue" }, "全部领域"), ` › ${names.get(kind)}`);
        told.textContent = `${names.get(kind)}：${here.length}个事项。`;
        fill(list, table(here));
      } else if (words.length > 0) {
        fill(crumbs);
        told.textContent = `找到${found.length}个事项${found.length > MOST ? `，只列前${MOST}个，请多写几个字` : ""}。`;
        fill(list, table(found.slice(0, MOST), names));
      } else {
        fill(crumbs);
        await fields(found, mine);
      }
    } catch (error) {
      if (mine === run) fill(list, failure(error));
    }
  }

  async function fields(found: catalogue.MatterView[], mine: number): Promise<void> {
    const [grassroots, village] = await Promise.all([
      api.catalogue.fields(),
      api.catalogue.fields({ catalogue: { base: "village" } }),
    ]);
    if (mine !== run) return;
    const counts = new Map<string, number>();
    for (const one of found) counts.set(one.field, (counts.get(one.field) ?? 0) + 1);
    const group = (title: string, infos: catalogue.FieldInfo[]) => [
      h("h3", {}, title),
      h(
        "ul",
        { class: "fields" },
        infos.map((info) =>
          h(
            "li",
            {},
            h(
              "a",
              { href: `#/catalogue/${info.id}` },
              h("span", { class: "number" }, info.number),
              h("span", { class: "name" }, info.name),
              h("span", { class: "count" }, `${counts.get(info.id) ?? 0}项${info.status === "full" ? "" : "，不全"}`),
            ),
          ),
        ),
      ),
    ];
    const own = new Set(village.fields.map((f) => f.id));
    const local = found.filter((m) => own.has(m.field)).length;
    told.textContent = `${grassroots.fields.length}个领域${found.length - local}个事项，另有村级${local}个。`;
    fill(list, h("p", { class: "hint" }, "标“不全”的领域，只收录了查证过的部分事项。"), group(grassroots.title, grassroots.fields), group(village.title, village.fields));
  }

  async function matterPage(id: string, mine: number): Promise<void> {
    const [found, names] = await Promise.all([findMatter(id), fieldNames()]);
    if (mine !== run) return;
    form.hidden = true;
    told.textContent = "";
    const matter = found?.matter ?? null;
    if (matter === null) {
      fill(crumbs, h("a", { href: "#/catalogue" }, "全部领域"));
      fill(list, h("p", { class: "failure" }, `目录里没有编号为${id}的事项。`));
      return;
    }
    const name = names.get(matter.field) ?? matter.field;
    fill(
      crumbs,
      h("a", { href: "#/catalogue" }, "全部领域"),
      " › ",
      h("a", { href: `#/catalogue/${matter.field}` }, name),
    );
    fill(
      list,
      h(
        "article",
        { class: "panel" },
        h("h3", {}, matterName(matter)),
        h("p", { class: "hint" }, `编号${matter.id}`),
        h("h4", {}, "公开要素"),
        h("ul", { class: "bullets" }, matter.elements.map((one) => h("li", {}, one))),
        matterFacts(matter, name),
        h(
          "p",
          { class: "toolbar" },
          h("a", { class: "button primary", href: "#/deadline", onclick: () => change({ matter, picked: true }) }, "算这个事项的公开期限"),
          h("a", { class: "button", href: "#/matter", onclick: () => change({ matter, picked: true }) }, "用它核对文稿"),
        ),
      ),
    );
  }

  return {
    element,
    show: (rest) => {
      path = rest;
      void draw();
    },
  };
}

function table(matters: catalogue.MatterView[], names?: Map<string, string>): HTMLElement {
  if (matters.length === 0) return h("p", {}, "没有符合的事项。");
  return h(
    "ul",
    { class: "matters" },
    matters.map((m) =>
      h(
        "li",
        {},
        matterLink(m.id, matterName(m)),
        h(
          "span",
          { class: "meta" },
          [names?.get(m.field), m.limit, m.levels.map((l) => levelName[l]).join("、")].filter((t) => t !== undefined).join(" · "),
        ),
      ),
    ),
  );
}
