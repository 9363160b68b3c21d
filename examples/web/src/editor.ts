// The editor: a plain text area, so that input methods, pasting and undo are the browser's own,
// over a layer with the same text in the same type, invisible but for its underlines.

import type { check, finding } from "gongkai";

import { h } from "./dom";

export interface Mark {
  start: number;
  end: number;
  severity: finding.Severity;
  /** Which finding it is. */
  key: number;
}

export interface EditorEvents {
  /** The text changed and no composition is under way. */
  settled(): void;
  /** The text changed. */
  edited(): void;
  /** The caret stands in a mark. */
  touched(key: number): void;
}

/** The command that puts a text in place of the selection. */
function insertion(text: string, selected: boolean): [command: string, value: string] {
  if (text === "") return [selected ? "delete" : "insertText", ""];
  // As text every line costs what all lines before it do: seconds for ten pages.
  if (text.split("\n").length < 30) return ["insertText", text];
  const html = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>");
  return ["insertHTML", html];
}

export class Editor {
  readonly area: HTMLTextAreaElement;
  readonly element: HTMLElement;
  private readonly layer = h("div", { class: "layer", "aria-hidden": "true" });
  private marks: Mark[] = [];
  private current = -1;
  private before = "";
  private composing = false;
  private timer = 0;

  constructor(
    private readonly events: EditorEvents,
    attributes: Record<string, unknown>,
  ) {
    this.area = h("textarea", {
      spellcheck: false,
      autocomplete: "off",
      wrap: "soft",
      rows: 1,
      ...attributes,
    });
    this.element = h("div", { class: "editor" }, h("div", { class: "sheet" }, this.layer, this.area));
    this.area.addEventListener("compositionstart", () => {
      this.composing = true;
    });
    this.area.addEventListener("compositionend", () => {
      this.composing = false;
      this.changed();
    });
    this.area.addEventListener("input", () => this.changed());
    for (const name of ["click", "keyup"]) {
      this.area.addEventListener(name, () => this.look());
    }
    this.draw();
  }

  get text(): string {
    return this.area.value;
  }

  /** Puts another text in place of all of it; undo brings the old one back. */
  replaceAll(text: string): void {
    this.replace(0, this.text.length, text);
    this.area.setSelectionRange(0, 0);
    this.element.scrollTop = 0;
  }

  /** Puts a text in place of a stretch, as if typed: undo knows of it. */
  replace(start: number, end: number, text: string): void {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    const wanted = this.text.slice(0, start) + text + this.text.slice(end);
    // The only way that keeps the history of a text area. Where a browser does not have it, the
    // change is made without history.
    const [command, value] = insertion(text, start !== end);
    document.execCommand(command, false, value);
    if (this.text !== wanted) {
      this.area.value = wanted;
      this.area.setSelectionRange(start + text.length, start + text.length);
      this.changed();
    }
  }

  /** Selects a stretch and brings it into view. */
  goTo(start: number, end: number, key: number): void {
    this.emphasise(key);
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    const mark = this.layer.querySelector(`[data-key="${key}"]`) ?? this.layer;
    const [box, frame] = [mark.getBoundingClientRect(), this.element.getBoundingClientRect()];
    if (box.top < frame.top + 8 || box.bottom > frame.bottom - 8) {
      this.element.scrollTop += box.top - frame.top - frame.height / 3;
    }
    this.element.scrollIntoView({ block: "nearest" });
  }

  /** Underlines what was found in exactly this text. */
  mark(text: string, findings: readonly check.Finding[]): void {
    if (text !== this.text) return;
    this.marks = findings.flatMap(({ range, severity }, key) =>
      range ? [{ start: range.start, end: range.end, severity, key }] : [],
    );
    this.draw();
  }

  /** Which mark is told apart from the others. */
  emphasise(key: number): void {
    if (this.current === key) return;
    this.current = key;
    this.draw();
  }

  private changed(): void {
    this.shift();
    this.draw();
    this.events.edited();
    window.clearTimeout(this.timer);
    // While a word is being composed its letters are no text yet.
    if (this.composing) return;
    this.timer = window.setTimeout(() => this.events.settled(), 200);
  }

  private look(): void {
    const { selectionStart: at, selectionEnd } = this.area;
    if (at !== selectionEnd) return;
    const mark = this.marks.find((m) => m.start <= at && at <= m.end);
    if (mark === undefined) return;
    this.emphasise(mark.key);
    this.events.touched(mark.key);
  }

  /** Moves the marks along with a change until the next check; those it touches go. */
  private shift(): void {
    const [old, now] = [this.before, this.text];
    this.before = now;
    if (this.marks.length === 0) return;
    let head = 0;
    const shorter = Math.min(old.length, now.length);
    while (head < shorter && old.charCodeAt(head) === now.charCodeAt(head)) head += 1;
    let tail = 0;
    while (
      tail < shorter - head &&
      old.charCodeAt(old.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail)
    ) {
      tail += 1;
    }
    const by = now.length - old.length;
    this.marks = this.marks.flatMap((mark) => {
      if (mark.end <= head) return [mark];
      if (mark.start >= old.length - tail) {
        return [{ ...mark, start: mark.start + by, end: mark.end + by }];
      }
      return [];
    });
  }

  private draw(): void {
    this.before = this.text;
    const text = this.text;
    const pieces: (Node | string)[] = [];
    let at = 0;
    for (const mark of [...this.marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
      // Of two that overlap, the rest of the second.
      const start = Math.max(mark.start, at);
      if (start > mark.end || (start === mark.end && mark.start !== mark.end)) continue;
      pieces.push(text.slice(at, start));
      // What is missing at a place is shown on the character beside it.
      const end = mark.start === mark.end ? Math.min(start + 1, text.length) : mark.end;
      pieces.push(
        h(
          "mark",
          { class: `${mark.severity}${mark.key === this.current ? " current" : ""}`, "data-key": mark.key },
          text.slice(start, end),
        ),
      );
      at = end;
    }
    // A last empty line takes its place only before something.
    this.layer.replaceChildren(...pieces, text.slice(at), "\u200b");
  }
}
