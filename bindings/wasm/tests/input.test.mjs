// What a caller may get wrong: clear errors, no crash, and no memory lost.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";

import { packageFolder } from "./support/package.mjs";

const load = (file) => import(pathToFileURL(join(packageFolder(), file)));
const lib = await load("node.js");
const { parts } = await load("runtime.js");

const refused = (job, path, ...words) =>
  assert.throws(job, (error) => {
    assert.ok(error instanceof lib.InputError, String(error));
    assert.equal(error.code, "bad_request");
    assert.equal(error.path, path, error.messageEn);
    assert.ok(error.message.startsWith("请求的内容不合要求："), error.message);
    for (const word of words) assert.ok(error.messageEn.includes(word), error.messageEn);
    return true;
  });

const { addWorkdays, day } = lib.calendar;

test("what is no request", () => {
  for (const none of [undefined, null, 3, "2026-11-02", [], true, Symbol("x"), 3n, () => 3]) {
    refused(() => addWorkdays(none), "");
  }
});

test("values that no request can hold", () => {
  const date = "2026-11-02";
  refused(() => addWorkdays({ date, n: Number.NaN }), "/n", "NaN");
  refused(() => addWorkdays({ date, n: Number.POSITIVE_INFINITY }), "/n", "Infinity");
  refused(() => addWorkdays({ date, n: 3n }), "/n", "bigint");
  refused(() => addWorkdays({ date, n: "3" }), "/n");
  refused(() => addWorkdays({ date, n: 1.5 }), "/n");
  refused(() => addWorkdays({ date, n: 2 ** 40 }), "/n");
  refused(() => addWorkdays({ date, n: null }), "/n");
  refused(() => addWorkdays({ date, n: undefined }), "");
  refused(() => addWorkdays({ date: new Date(0), n: 1 }), "/date", "2026-11-02");
  refused(() => addWorkdays({ date: "2026-02-30", n: 1 }), "/date");
  refused(() => addWorkdays({ date: "2026/02/03", n: 1 }), "/date");
  refused(() => addWorkdays({ date, n: 1, m: 2 }), "/m", "unknown field");
  refused(() => day({ date: new Map() }), "/date", "Map");
  refused(() => lib.law.sortCitations({ citations: ["a", undefined] }), "/citations/1");
  const circle = {};
  circle.date = circle;
  assert.throws(() => day(circle), { code: "bad_request" });
});

test("a date out of range is an error of the calendar", () => {
  for (const date of ["0001-01-01", "1901-01-01", "9999-12-31"]) {
    assert.throws(() => day({ date }), lib.CalendarError);
    assert.throws(() => addWorkdays({ date, n: 1 }), lib.CalendarError);
  }
  assert.throws(() => addWorkdays({ date: "2026-11-02", n: 2147483647 }), lib.CalendarError);
  assert.throws(() => addWorkdays({ date: "2026-11-02", n: -2147483648 }), lib.CalendarError);
});

test("half a character is refused, whole ones are not", () => {
  const text = "依据《政府信息公开条例》第33条";
  assert.equal(lib.law.findCitations({ text: `😀${text}` }).citations.length, 1);
  refused(() => lib.law.findCitations({ text: `\ud83d${text}` }), "/text", "surrogate");
  refused(() => lib.law.findCitations({ text: `${text}\udc00` }), "/text", "surrogate");
  refused(() => lib.callJson("calendar.day", '{"date": "\ud83d"}'), "", "surrogate");
});

test("names and JSON that are none", () => {
  assert.throws(() => lib.call("calendar.nothing", {}), { code: "unknown_operation" });
  assert.throws(() => lib.call("", {}), { code: "unknown_operation" });
  assert.throws(() => lib.call("__proto__", {}), { code: "unknown_operation" });
  assert.throws(() => lib.callJson("calendar.day", '{"date":'), { code: "not_json" });
  assert.throws(() => lib.callJson("calendar.day", undefined), lib.InputError);
  assert.throws(() => lib.callJson("calendar.day", "[".repeat(100_000)), { code: "not_json" });
});

test("a huge text is read, and memory does not grow with the number of calls", () => {
  const piece = "依据《政府信息公开条例》第三十三条，20个工作日内答复。😀\n";
  const text = piece.repeat(20_000);
  assert.equal(lib.law.findCitations({ text }).citations.length, 20_000);
  const size = () => parts.domain.exports.memory.buffer.byteLength;
  const before = size();
  for (let i = 0; i < 4; i++) lib.law.findCitations({ text });
  for (let i = 0; i < 4_000; i++) {
    lib.calendar.deadline({ from: "2026-11-02", period: "20wd" });
    assert.throws(() => lib.call("calendar.day", { date: 3 }));
  }
  // The heap of the module may be cut into other pieces than at first, by a few per cent.
  assert.ok(size() <= before * 1.1, `${before} -> ${size()}`);
});

test("a module that failed is set up anew", () => {
  // A trap inside the module: what a lack of memory would be.
  const { glue } = parts.domain;
  parts.domain.glue = {
    ...glue,
    call() {
      throw new WebAssembly.RuntimeError("unreachable");
    },
  };
  assert.throws(() => lib.calendar.extent(), (error) => {
    assert.ok(error instanceof lib.InternalError);
    assert.equal(error.code, "failed");
    return true;
  });
  parts.domain.glue = glue;
  assert.equal(lib.calendar.day({ date: "2026-10-01" }).workday, false);
});

test("instantiation takes at most 50 ms", () => {
  const code = readFileSync(join(packageFolder(), "wasm/domain.wasm"));
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 7; i++) {
    const start = performance.now();
    parts.domain.compiled = new WebAssembly.Module(code);
    parts.domain.restart();
    best = Math.min(best, performance.now() - start);
  }
  console.log(`compiling and instantiating the domain: ${best.toFixed(1)} ms`);
  assert.ok(best <= 50, `${best} ms`);
});
