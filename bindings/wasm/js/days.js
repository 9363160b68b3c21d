// Dates as texts and as numbers of days since 1970-01-01.

const DAY = 86_400_000;

function digits(text, from, to) {
  let found = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    found = found * 10 + digit;
  }
  return found;
}

export const days = {
  /** The number of a date written `2026-11-02`; `undefined` for anything else. */
  number(text) {
    if (typeof text !== "string" || text.length !== 10 || text[4] !== "-" || text[7] !== "-") {
      return undefined;
    }
    const year = digits(text, 0, 4);
    const month = digits(text, 5, 7);
    const day = digits(text, 8, 10);
    // Years below 100 mean something else to `Date`; no calendar of ours reaches them.
    if (year < 100 || month < 1 || month > 12 || day < 1) return undefined;
    const found = Date.UTC(year, month - 1, day);
    // A day past the end of its month is in the next one.
    if (day > 28 && new Date(found).getUTCDate() !== day) return undefined;
    return found / DAY;
  },

  /** The date with this number. */
  text(number) {
    return new Date(number * DAY).toISOString().slice(0, 10);
  },
};
