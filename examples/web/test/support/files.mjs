// Small real files, made as office programs make them.

import { crc32, deflateRawSync } from "node:zlib";

/** A ZIP archive of these parts, packed. */
function zip(parts) {
  const local = [];
  const central = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const path = Buffer.from(name);
    const bytes = Buffer.from(text);
    const packed = deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0); // version needed
    head.writeUInt16LE(0x0800, 2); // names in UTF-8
    head.writeUInt16LE(8, 4); // deflate
    head.writeUInt32LE(0x00210000, 6); // 1980-01-01
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(path.length, 22);
    local.push(Buffer.from("PK\x03\x04"), head, path, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), head, rest, path);
    at += 4 + 26 + path.length + packed.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(18);
  const count = Object.keys(parts).length;
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, list, Buffer.from("PK\x05\x06"), end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A Word document of paragraphs and one table. */
export function docx(paragraphs, table = []) {
  const p = (text) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
  const rows = table.map(
    (row) => `<w:tr>${row.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join("")}</w:tr>`,
  );
  return zip({
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    "_rels/.rels": `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs.map(p).join("")}${rows.length > 0 ? `<w:tbl>${rows.join("")}</w:tbl>` : ""}<w:sectPr/></w:body></w:document>`,
  });
}

/** A workbook of one sheet; numbers with `{ date }` are shown as dates. */
export function xlsx(rows) {
  const strings = [];
  const shared = (text) => {
    if (!strings.includes(text)) strings.push(text);
    return strings.indexOf(text);
  };
  const cell = (value, row, column) => {
    const place = `${String.fromCharCode(65 + column)}${row + 1}`;
    if (typeof value === "object") return `<c r="${place}" s="1"><v>${value.date}</v></c>`;
    if (typeof value === "number") return `<c r="${place}"><v>${value}</v></c>`;
    return value === "" ? "" : `<c r="${place}" t="s"><v>${shared(value)}</v></c>`;
  };
  const data = rows.map(
    (row, n) => `<row r="${n + 1}">${row.map((value, m) => cell(value, n, m)).join("")}</row>`,
  );
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  return zip({
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "_rels/.rels": `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${XML}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="表1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `${XML}<worksheet xmlns="${main}"><sheetData>${data.join("")}</sheetData></worksheet>`,
    "xl/sharedStrings.xml": `${XML}<sst xmlns="${main}">${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join("")}</sst>`,
    "xl/styles.xml": `${XML}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  });
}

/** Drops a file on an element, as from the desktop. */
export async function drop(page, selector, name, bytes) {
  const transfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const raw = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
      const held = new DataTransfer();
      held.items.add(new File([raw], fileName));
      return held;
    },
    [name, Buffer.from(bytes).toString("base64")],
  );
  await page.dispatchEvent(selector, "dragover", { dataTransfer: transfer });
  await page.dispatchEvent(selector, "drop", { dataTransfer: transfer });
}
