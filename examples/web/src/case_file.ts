// Case files: one event a line, as the `gongkai` command writes them.

export interface CaseFile {
  entries: object[];
  /** A line that could not be read; what stands behind it was not. */
  fault: { line: number; index: number; message: string } | null;
}

/** Reads the lines up to the first that is none. Their names stay as the file has them. */
export function readCase(text: string): CaseFile {
  const entries: object[] = [];
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  for (const [n, line] of lines.entries()) {
    if (line.trim() === "") continue;
    let found: unknown;
    try {
      found = JSON.parse(line);
    } catch {
      found = null;
    }
    if (typeof found !== "object" || found === null || Array.isArray(found)) {
      const message = `第${n + 1}行读不出来，从这一行起没有计入`;
      return { entries, fault: { line: n + 1, index: entries.length, message } };
    }
    // A seal speaks of the line as it is written, which only the command checks.
    const { seal: _, ...entry } = found as Record<string, unknown>;
    entries.push(entry);
  }
  if (entries.length === 0) throw new Error("文件里没有记录，应是一行一条的办件文件（JSONL）");
  return { entries, fault: null };
}
