// The parts of a ZIP archive, unpacked by the browser itself.

/** The parts by their path. */
export class Zip {
  private constructor(
    private readonly bytes: Uint8Array,
    private readonly parts: Map<string, { at: number; size: number; method: number }>,
  ) {}

  static open(bytes: Uint8Array): Zip {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // The list of parts ends the file, before a comment of at most 64 KB.
    let end = bytes.length - 22;
    const first = Math.max(0, end - 0xffff);
    while (end >= first && view.getUint32(end, true) !== 0x06054b50) end -= 1;
    if (end < first) throw new Error("文件不完整，或者不是DOCX、XLSX文件");
    const parts = new Map<string, { at: number; size: number; method: number }>();
    let at = view.getUint32(end + 16, true);
    try {
      for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
        if (view.getUint32(at, true) !== 0x02014b50) throw new RangeError();
        const nameLength = view.getUint16(at + 28, true);
        const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
        const local = view.getUint32(at + 42, true);
        parts.set(name, {
          at: local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true),
          size: view.getUint32(at + 20, true),
          method: view.getUint16(at + 10, true),
        });
        at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
      }
    } catch {
      throw new Error("文件已损坏，读不出里面的内容");
    }
    return new Zip(bytes, parts);
  }

  has(path: string): boolean {
    return this.parts.has(path);
  }

  /** The text of a part. */
  async text(path: string): Promise<string> {
    const part = this.parts.get(path);
    if (part === undefined) throw new Error(`文件里缺少${path}，可能已损坏`);
    const packed = this.bytes.slice(part.at, part.at + part.size);
    if (part.method === 0) return new TextDecoder().decode(packed);
    if (part.method !== 8) throw new Error("文件用了不常见的压缩方式，请用办公软件另存一次");
    try {
      const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      return await new Response(unpacked).text();
    } catch {
      throw new Error("文件已损坏，读不出里面的内容");
    }
  }

  /** A part as XML. */
  async xml(path: string): Promise<Document> {
    const parsed = new DOMParser().parseFromString(await this.text(path), "application/xml");
    if (parsed.getElementsByTagName("parsererror").length > 0) {
      throw new Error("文件已损坏，读不出里面的内容");
    }
    return parsed;
  }
}

/** The elements of this name below, whatever their prefix. */
export function named(within: Document | Element, name: string): Element[] {
  return [...within.getElementsByTagNameNS("*", name)];
}

/** An attribute of this name, whatever its prefix. */
export function attribute(of: Element, name: string): string | null {
  for (const one of of.attributes) if (one.localName === name) return one.value;
  return null;
}
