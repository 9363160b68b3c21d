// Runs worked cases through the package, each through the plain call and through the typed
// function. The same file runs in Node, in a page and in a worker.

import { covers } from "./match.mjs";

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** An input with its places in UTF-16: `$offsets` stands for a range there too. */
function inUnit(input) {
  if (Array.isArray(input)) return input.map(inUnit);
  if (!isObject(input)) return input;
  const keys = Object.keys(input);
  if (keys.length === 1 && keys[0] === "$offsets") {
    const [start, end] = input.$offsets.utf16;
    return { start, end };
  }
  return Object.fromEntries(keys.map((key) => [key, inUnit(input[key])]));
}

/** The ranges beside a `text` that do not give it when the input is sliced with them. */
function badSlices(text, found) {
  if (Array.isArray(found)) return found.flatMap((one) => badSlices(text, one));
  if (!isObject(found)) return [];
  const bad = Object.values(found).flatMap((one) => badSlices(text, one));
  const { range, text: piece } = found;
  if (isObject(range) && typeof piece === "string" && Number.isInteger(range.start)) {
    const sliced = text.slice(range.start, range.end);
    if (sliced !== piece) bad.push(`${range.start}..${range.end} is \`${sliced}\`, not \`${piece}\``);
    return bad;
  }
  return bad;
}

/** An error as the contract tells it. */
function fault(error, keys) {
  const wire = keys.toWire({
    error: error.code,
    kind: error.kind,
    severity: error.severity,
    message: error.message,
    messageEn: error.messageEn,
    citations: error.citations,
    help: error.help,
  });
  return { ...wire, path: error.path, data: error.data };
}

function attempt(job, keys, lib, own) {
  try {
    return job();
  } catch (error) {
    if (!(error instanceof lib.GongkaiError)) throw error;
    const found = fault(error, keys);
    if (own) found.path = found.path.replace(/[^/]+/g, (name) => keys.wireName(name));
    return found;
  }
}

const camel = (name) => name.replace(/_([a-z0-9])/g, (_, c) => c.toUpperCase());

function typed(lib, operation) {
  const [family, method] = operation.split(".");
  const space = lib[family === "case" ? "cases" : family];
  return space?.[camel(method)];
}

/**
 * @param lib the package
 * @param keys its translation of names
 * @param files `{ name, operation, cases }` of each file of vectors
 */
export function runVectors(lib, keys, files) {
  const wrong = [];
  const skipped = new Set();
  const run = new Set();
  let calls = 0;
  let slices = 0;
  for (const { name, operation, cases } of files) {
    const method = typed(lib, operation);
    if (method === undefined) {
      skipped.add(operation);
      continue;
    }
    run.add(operation);
    for (const one of cases) {
      const input = inUnit(one.input);
      const ways = {
        raw: () => JSON.parse(lib.callJson(operation, JSON.stringify(input))),
        typed: () => keys.toWire(method(keys.fromWire(structuredClone(input)))),
      };
      for (const [way, job] of Object.entries(ways)) {
        calls += 1;
        const found = attempt(job, keys, lib, way === "typed");
        if (!covers(found, one.expected)) {
          wrong.push(
            `${name}: ${one.name} (${way})\n  expected ${JSON.stringify(one.expected)}\n` +
              `  found    ${JSON.stringify(found)}\n  because  ${one.reason}`,
          );
        }
        if (typeof input.text === "string") {
          slices += 1;
          for (const bad of badSlices(input.text, found)) {
            wrong.push(`${name}: ${one.name} (${way}): ${bad}`);
          }
        }
      }
    }
  }
  return { calls, slices, wrong, skipped: [...skipped].sort(), run: [...run].sort() };
}
