// What a call costs, beside the package that counts Chinese working days in JavaScript, and how
// fast texts are checked, beside the command of the same source.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import chineseDays from "chinese-days";

import { packageFolder, root } from "../tests/support/package.mjs";

const load = (file) => import(pathToFileURL(join(packageFolder(), file)));

const begun = performance.now();
const lib = await load("node.js");
const started = performance.now() - begun;
const { parts } = await load("runtime.js");

/** Nanoseconds a call takes, the best of five rounds. */
function each(job) {
  let count = 1;
  for (;;) {
    const start = performance.now();
    for (let i = 0; i < count; i++) job(i);
    if (performance.now() - start > 50) break;
    count *= 4;
  }
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    for (let i = 0; i < count; i++) job(i);
    best = Math.min(best, ((performance.now() - start) / count) * 1e6);
  }
  return best;
}

const micro = (nanos) => `${(nanos / 1000).toFixed(2)} µs`;

const { addWorkdays, isWorkday, deadline } = lib.calendar;
const dates = Array.from({ length: 365 }, (_, i) =>
  new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10),
);
const at = (i) => dates[i % dates.length];

// They have to agree before they are compared.
for (const date of dates) {
  const [mine, theirs] = [isWorkday({ date }).workday, chineseDays.isWorkday(date)];
  if (mine !== theirs) throw new Error(`${date}: ${mine}, chinese-days ${theirs}`);
}

console.log(`import, ready for the first call   ${started.toFixed(1)} ms`);
const first = performance.now();
lib.catalogue.fields();
console.log(`the first call on the catalogue    ${(performance.now() - first).toFixed(1)} ms`);

const mine = each((i) => addWorkdays({ date: at(i), n: 20 }));
const theirs = each((i) => chineseDays.findWorkday(20, at(i)));
console.log(`+20 working days                   ${micro(mine)}`);
console.log(`  chinese-days                     ${micro(theirs)}`);
console.log(`is it a working day                ${micro(each((i) => isWorkday({ date: at(i) })))}`);
console.log(`  chinese-days                     ${micro(each((i) => chineseDays.isWorkday(at(i))))}`);
console.log(
  `a deadline with its trail          ${micro(each((i) => deadline({ from: at(i), period: "20wd" })))}`,
);
if (mine > 2000) {
  console.error("+20 working days take more than 2 µs");
  process.exitCode = 1;
}

// Administrative prose until it is 64 MB of UTF-8, a fault in every fortieth paragraph.
const folder = join(root, "tests/fixtures/clean");
const paragraphs = readdirSync(folder)
  .sort()
  .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"));
const FAULTY = "公示期截至2023年2月29日，共计  万元，同比增长%，由青禾镇人民政府人民政府负责。";
const pieces = [];
for (let n = 0, bytes = 0; bytes < 64e6; n++) {
  const piece = n % 40 === 39 ? FAULTY : paragraphs[n % paragraphs.length];
  pieces.push(piece);
  bytes += Buffer.byteLength(piece) + 1;
}
const text = pieces.join("\n");
const size = Buffer.byteLength(text) / 1e6;

function seconds(job) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    job();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

const rate = (time) => `${(size / time).toFixed(0)} MB/s`;
const { findings } = lib.check.text({ text });
const wasm = seconds(() => lib.check.text({ text }));
console.log(`a text of ${size.toFixed(0)} MB, ${findings.length} findings`);
console.log(`  checked in Node                  ${rate(wasm)}`);
console.log(`  memory of the module afterwards  ${parts.domain.exports.memory.buffer.byteLength >> 20} MiB`);

// The same work without the boundary: the command of the same source, built for release. What
// it takes to start and to read a text of one line is taken off.
const native = process.env.GONGKAI_COMMAND ?? join(root, "target/release/gongkai");
if (existsSync(native)) {
  const scratch = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
  const run = (name, content) => {
    const file = join(scratch, name);
    writeFileSync(file, content);
    return seconds(() =>
      spawnSync(native, ["check", "--format", "json", file], { stdio: ["ignore", "pipe", "ignore"], maxBuffer: 2 ** 30 }),
    );
  };
  const command = run("long.txt", text) - run("short.txt", "甲\n");
  rmSync(scratch, { recursive: true });
  console.log(`  checked by the command           ${rate(command)}`);
  console.log(`  share of the command's speed     ${(command / wasm).toFixed(2)}`);
} else {
  console.log("  no native command to compare with: cargo build --release -p gongkai-cli");
}
