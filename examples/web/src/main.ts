// The frame of the page: what is chosen in the address after `#` decides on the view.

import { loaded } from "./api";
import { fill, h, required } from "./dom";
import { catalogueView } from "./views/catalogue";
import { deadlineView } from "./views/deadline";
import { draftView } from "./views/draft";
import { matterView } from "./views/matter";
import { requestView } from "./views/request";
import { reviewView } from "./views/review";

export interface View {
  element: HTMLElement;
  /** Called whenever the view comes before the reader, with what follows its name. */
  show(rest: string[]): void;
}

const views: Record<string, { name: string; make(): View; made?: View }> = {
  draft: { name: "起草检查", make: draftView },
  matter: { name: "对应事项", make: matterView },
  deadline: { name: "公开期限", make: deadlineView },
  request: { name: "依申请公开", make: requestView },
  review: { name: "审核进度", make: reviewView },
  catalogue: { name: "标准目录", make: catalogueView },
};

const main = required(document.querySelector("main"), "main");
const nav = required(document.querySelector("#nav"), "nav");
const links = new Map<string, HTMLAnchorElement>();

function route(focus: boolean): void {
  const [name = "", ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decoded);
  const key = name in views ? name : "draft";
  const chosen = required(views[key], key);
  if (chosen.made === undefined) {
    chosen.made = chosen.make();
    main.append(chosen.made.element);
  }
  for (const [other, view] of Object.entries(views)) {
    if (view.made !== undefined) view.made.element.hidden = other !== key;
  }
  for (const [other, link] of links) {
    if (other === key) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${chosen.name} - 政务公开起草助手`;
  chosen.made.show(rest);
  if (focus) {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

for (const [key, { name }] of Object.entries(views)) {
  const link = h("a", { href: `#/${key}` }, name);
  links.set(key, link);
  nav.append(h("li", {}, link));
}

// A file that misses its place must not make the browser leave the page.
for (const name of ["dragover", "drop"]) {
  window.addEventListener(name, (event) => event.preventDefault());
}
// The link to the text is no route.
document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});

loaded.then(
  () => {
    document.querySelector("#loading")?.remove();
    document.documentElement.dataset.ready = "";
    window.addEventListener("hashchange", () => route(true));
    route(false);
  },
  (error: unknown) => {
    fill(main, h("p", { class: "failure", role: "alert" }, `载入失败：${String(error)}。请换用较新的浏览器。`));
  },
);
