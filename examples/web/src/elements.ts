// Which of a matter's elements (公开要素) a text seems to speak of. The library says what has to
// be there; whether it is there only a person can say. This compares words and no more, and the
// page says so.

// Said in nearly every element, telling nothing.
const EMPTY = /(相关|有关|具体|主要|基本|其他|信息|情况|内容|等)/g;

/** The parts of an element: `救助对象名单（姓名、金额）` has three. */
function parts(element: string): string[] {
  return element
    .split(/[（）()、，,；;：:。和及与]+/)
    .map((part) => part.replace(EMPTY, "").trim())
    .filter((part) => part.length > 1);
}

function pairs(text: string): string[] {
  const letters = [...text];
  return letters.slice(1).map((letter, n) => `${letters[n]}${letter}`);
}

/** How much of an element's wording stands in the text, from 0 to 1. */
export function coverage(element: string, text: string): number {
  const wanted = parts(element);
  if (wanted.length === 0) return text.includes(element) ? 1 : 0;
  const found = wanted.map((part) => {
    if (text.includes(part)) return 1;
    const twos = pairs(part);
    return twos.filter((two) => text.includes(two)).length / Math.max(twos.length, 1);
  });
  return found.reduce((sum, one) => sum + one, 0) / found.length;
}

/** Whether the text seems to speak of an element. */
export function seemsThere(element: string, text: string): boolean {
  return coverage(element, text) >= 0.5;
}
