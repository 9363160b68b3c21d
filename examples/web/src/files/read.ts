// Files that are dropped or chosen, as text for the editor.

import { readDocx } from "./docx";
import { readHtml } from "./html";
import { readXlsx } from "./xlsx";

export interface FileRead {
  text: string;
  /** What the reader should know of how it was read. */
  note: string;
}

/** More than this no draft has; a slip of the hand should not freeze the page. */
const LARGEST = 20 * 1024 * 1024;

export async function readFile(file: File): Promise<FileRead> {
  if (file.size > LARGEST) throw new Error("文件超过20 MB，本页不读");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const ending = file.name.split(".").pop()?.toLowerCase() ?? "";
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw new Error("这是旧格式（DOC、XLS、WPS），请先另存为DOCX或XLSX");
  }
  if (bytes[0] === 0x25 && bytes[1] === 0x50 && bytes[2] === 0x44) {
    throw new Error("本页不读PDF，请打开原来的DOCX，或把文字复制过来");
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    if (ending === "xlsx") {
      return { text: await readXlsx(bytes), note: "已读取各工作表的单元格，一行一条" };
    }
    return { text: await readDocx(bytes), note: "已读取正文和表格的文字；页眉页脚、批注、自动编号不读" };
  }
  const html = ["html", "htm", "shtml"].includes(ending);
  const text = decoded(bytes, html);
  if (html) return { text: readHtml(text), note: "已读取网页的文字；导航、脚本不读" };
  return { text: text.replace(/\r\n?/g, "\n"), note: "已读取文本" };
}

function decoded(bytes: Uint8Array, html: boolean): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: what the page names, or the national standard.
  }
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
  const label = html ? /charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] : undefined;
  try {
    return new TextDecoder(label ?? "gb18030").decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
