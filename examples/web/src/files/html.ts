// The text of a web page as a reader of it sees it. Nothing that the page names is loaded.

const LEFT_OUT = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "NAV", "IFRAME", "HEAD", "SVG"]);
const BLOCKS = new Set(
  (
    "ADDRESS ARTICLE ASIDE BLOCKQUOTE CAPTION DD DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 " +
    "H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TBODY TFOOT THEAD TR UL"
  ).split(" "),
);

export function readHtml(text: string): string {
  const page = new DOMParser().parseFromString(text, "text/html");
  return written(page.body)
    .split("\n")
    .map((line) => line.replace(/[ \u00a0]*\t[ \u00a0]*/g, "\t").trim())
    .filter((line) => line !== "")
    .join("\n");
}

function written(within: Node): string {
  let text = "";
  for (const child of within.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      text += (child.nodeValue ?? "").replace(/[ \t\r\n]+/g, " ");
      continue;
    }
    if (!(child instanceof Element) && child.nodeType !== Node.ELEMENT_NODE) continue;
    const name = child.nodeName.toUpperCase();
    if (LEFT_OUT.has(name)) continue;
    if (name === "BR") text += "\n";
    else if (name === "TD" || name === "TH") text += `${written(child).replaceAll("\n", " ").trim()}\t`;
    else if (BLOCKS.has(name)) text += `\n${written(child)}\n`;
    else text += written(child);
  }
  return text;
}
