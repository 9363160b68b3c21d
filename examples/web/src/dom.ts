// Elements in one line each.

type Child = Node | string | number | null | undefined | false | Child[];
type Attributes = Record<string, unknown>;

/**
 * An element. `class`, `for` and `aria-…` are attributes, names that begin with `on` are
 * listeners, everything else that the element knows is a property.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on") && typeof value === "function") {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (name in element && !name.includes("-") && name !== "list" && name !== "role") {
      (element as unknown as Attributes)[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  add(element, children);
  return element;
}

function add(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(element, child);
    else element.append(child instanceof Node ? child : String(child));
  }
}

/** Puts these children in place of what an element holds. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  add(element, children);
}

/** What has to be there. */
export function required<T>(found: T | null | undefined, what: string): T {
  if (found === null || found === undefined) throw new Error(`${what} is missing`);
  return found;
}

let last = 0;

/** An id that no other element has. */
export function unique(stem: string): string {
  last += 1;
  return `${stem}-${last}`;
}

/** A control with its label. */
export function field(
  label: string,
  control: HTMLElement,
  { class: name = "" }: { class?: string } = {},
): HTMLElement {
  control.id ||= unique("field");
  return h("div", { class: `field ${name}`.trim() }, h("label", { for: control.id }, label), control);
}

/** A choice. */
export function select(
  options: readonly (readonly [value: string, text: string])[],
  attributes: Attributes = {},
): HTMLSelectElement {
  const { value, ...rest } = attributes;
  const element = h(
    "select",
    rest,
    options.map(([v, text]) => h("option", { value: v }, text)),
  );
  if (typeof value === "string") element.value = value;
  return element;
}

/** Names with what belongs to them. */
export function facts(rows: readonly (readonly [string, Child])[]): HTMLElement {
  return h(
    "dl",
    { class: "facts" },
    rows
      .filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false)
      .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}

/** What could not be done, said where it was asked for. */
export function failure(error: unknown): HTMLElement {
  return h("p", { class: "failure", role: "alert" }, error instanceof Error ? error.message : String(error));
}
