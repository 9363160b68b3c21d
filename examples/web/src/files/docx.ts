// The text of a Word document as a reader of it sees it: paragraphs, and tables row by row.

import { Zip, named } from "./zip";

export async function readDocx(bytes: Uint8Array): Promise<string> {
  const document = await Zip.open(bytes).xml("word/document.xml");
  const body = named(document, "body")[0];
  if (body === undefined) throw new Error("文件里没有正文");
  return lines(body).join("\n");
}

function lines(within: Element): string[] {
  const found: string[] = [];
  for (const child of within.children) {
    if (child.localName === "p") found.push(paragraph(child));
    else if (child.localName === "tbl") found.push(...rows(child));
    // Content controls, and whatever else wraps paragraphs.
    else if (child.localName !== "sectPr") found.push(...lines(child));
  }
  return found;
}

function rows(table: Element): string[] {
  const direct = [...table.children].filter((e) => e.localName === "tr");
  return direct.map((row) =>
    [...row.children]
      .filter((e) => e.localName === "tc")
      .map((cell) => lines(cell).join(" "))
      .join("\t"),
  );
}

// Deleted text, instructions of fields, and the second copy of drawings for old programs.
const LEFT_OUT = new Set(["del", "moveFrom", "instrText", "Fallback", "pPr", "rPr"]);

function paragraph(within: Element): string {
  let text = "";
  for (const child of within.children) {
    if (LEFT_OUT.has(child.localName)) continue;
    if (child.localName === "t") text += child.textContent ?? "";
    else if (child.localName === "tab") text += "\t";
    else if (child.localName === "br" || child.localName === "cr") text += "\n";
    else if (child.localName === "noBreakHyphen") text += "-";
    else text += paragraph(child);
  }
  return text;
}
