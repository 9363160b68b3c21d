// Matters of the catalogue as several views need them.

import type { catalogue } from "gongkai";

import { api } from "./api";
import { facts, h } from "./dom";
import { attested, audience, channelName, levelName, modeName } from "./words";

/** Finds a matter by its id, among the 31 fields or those of villages. */
export async function findMatter(id: string): Promise<catalogue.MatterAnswer | null> {
  const found = await api.catalogue.matter({ id });
  if (found.matter !== null) return found;
  const village = await api.catalogue.matter({ id, catalogue: { base: "village" } });
  return village.matter === null ? null : village;
}

let fields: Promise<Map<string, string>> | undefined;

/** The names of all fields by their id. */
export function fieldNames(): Promise<Map<string, string>> {
  fields ??= Promise.all([
    api.catalogue.fields(),
    api.catalogue.fields({ catalogue: { base: "village" } }),
  ]).then((both) => new Map(both.flatMap((one) => one.fields.map((f) => [f.id, f.name]))));
  return fields;
}

export function matterName(matter: catalogue.MatterView): string {
  return matter.level2 === null ? matter.level1 : `${matter.level1}/${matter.level2}`;
}

export function matterLink(id: string, text: string): HTMLElement {
  return h("a", { href: `#/catalogue/matter/${encodeURIComponent(id)}` }, text);
}

/** What the catalogue says on a matter, besides its elements. */
export function matterFacts(matter: catalogue.MatterView, fieldName: string): HTMLElement {
  const channels = [...matter.channels.map((c) => channelName[c]), ...matter.otherChannels];
  return h(
    "div",
    {},
    facts([
      ["领域", fieldName],
      ["公开时限", matter.limit],
      ["公开主体", matter.bodies.join("、")],
      ["公开对象", audience(matter.audience)],
      ["公开方式", matter.mode.map((m) => modeName[m]).join("、")],
      ["公开层级", matter.levels.map((l) => levelName[l]).join("、")],
      ["渠道和载体", h("ul", { class: "plain" }, channels.map((c) => h("li", {}, c)))],
      ["公开依据", h("ul", { class: "plain" }, matter.basis.map((b) => h("li", {}, b)))],
      ["备注", matter.note],
    ]),
    attested(matter) === "" ? null : h("p", { class: "doubt" }, attested(matter)),
  );
}
