// The cells of a workbook, sheet by sheet, a line a row.

import { Zip, attribute, named } from "./zip";

export async function readXlsx(bytes: Uint8Array): Promise<string> {
  const zip = Zip.open(bytes);
  const strings = zip.has("xl/sharedStrings.xml")
    ? named(await zip.xml("xl/sharedStrings.xml"), "si").map(phrase)
    : [];
  const dates = await dateStyles(zip);
  const targets = new Map(
    named(await zip.xml("xl/_rels/workbook.xml.rels"), "Relationship").map((r) => [
      attribute(r, "Id") ?? "",
      attribute(r, "Target") ?? "",
    ]),
  );
  const found: string[] = [];
  for (const sheet of named(await zip.xml("xl/workbook.xml"), "sheet")) {
    const target = targets.get(sheet.getAttribute("r:id") ?? attribute(sheet, "id") ?? "");
    if (target === undefined) continue;
    const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    if (!zip.has(path)) continue;
    const rows = named(await zip.xml(path), "row").map((row) =>
      cells(row, strings, dates).join("\t").trimEnd(),
    );
    found.push(...rows.filter((row) => row !== ""));
  }
  return found.join("\n");
}

/** A string of the table, without the readings set above it. */
function phrase(within: Element): string {
  const read = (e: Element): string =>
    e.localName === "rPh"
      ? ""
      : e.localName === "t"
        ? (e.textContent ?? "")
        : [...e.children].map(read).join("");
  return read(within);
}

function cells(row: Element, strings: string[], dates: Set<number>): string[] {
  const found: string[] = [];
  for (const cell of named(row, "c")) {
    const place = column(cell.getAttribute("r"));
    while (place !== null && found.length < place) found.push("");
    found.push(value(cell, strings, dates));
  }
  return found;
}

/** `C7` is column 2, from 0. */
function column(name: string | null): number | null {
  const letters = name?.match(/^[A-Z]{1,3}/)?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1;
}

function value(cell: Element, strings: string[], dates: Set<number>): string {
  const type = cell.getAttribute("t");
  if (type === "inlineStr") return phrase(cell);
  const raw = named(cell, "v")[0]?.textContent ?? "";
  if (type === "s") return strings[Number(raw)] ?? "";
  if (type === "b") return raw === "1" ? "是" : "否";
  const number = Number(raw);
  if (type === null && raw !== "" && dates.has(Number(cell.getAttribute("s")))) {
    // Days since 1899-12-30, as workbooks count.
    return new Date(Date.UTC(1899, 11, 30) + Math.floor(number) * 86_400_000)
      .toISOString()
      .slice(0, 10);
  }
  return raw;
}

/** The places of the styles that show a number as a date. */
async function dateStyles(zip: Zip): Promise<Set<number>> {
  const found = new Set<number>();
  if (!zip.has("xl/styles.xml")) return found;
  const styles = await zip.xml("xl/styles.xml");
  const own = new Set(
    named(styles, "numFmt")
      .filter((f) => /[ymd年月日]/i.test((f.getAttribute("formatCode") ?? "").replace(/"[^"]*"|\[[^\]]*\]/g, "")))
      .map((f) => Number(f.getAttribute("numFmtId"))),
  );
  const formats = named(styles, "cellXfs")[0];
  [...(formats?.children ?? [])].forEach((format, place) => {
    const id = Number(format.getAttribute("numFmtId"));
    const builtIn = (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    if (builtIn || own.has(id)) found.add(place);
  });
  return found;
}
