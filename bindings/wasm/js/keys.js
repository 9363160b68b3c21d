// Between JavaScript's camelCase and the contract's snake_case. Which names are fields, and
// which fields hold maps whose keys are data, is generated from the contract.

import { mapFields, opaqueFields, renamedFields } from "./generated/keys.js";
import { inputError } from "./errors.js";

const DEEPEST = 100;

const maps = new Set(mapFields);
const opaque = new Set(opaqueFields);
const camel = new Map();
const snake = new Map();
for (const wire of renamedFields) {
  const name = wire.replace(/_([a-z0-9])/g, (_, c) => c.toUpperCase());
  camel.set(wire, name);
  snake.set(name, wire);
}

/** The contract's name of a field. */
export function wireName(name) {
  return snake.get(name) ?? name;
}

/** The JSON pointer of a fault, in the names of JavaScript. */
export function jsPointer(pointer) {
  return pointer.replace(/[^/]+/g, (name) => camel.get(name) ?? name);
}

/** What the contract gave, with the names of JavaScript. */
export function fromWire(value) {
  return renamed(value, false);
}

function renamed(value, free) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const one = value[i];
      if (typeof one === "object" && one !== null) value[i] = renamed(one, free);
    }
    return value;
  }
  const found = {};
  for (const wire in value) {
    const one = value[wire];
    const name = free ? wire : (camel.get(wire) ?? wire);
    const kept =
      typeof one !== "object" || one === null || (!free && opaque.has(wire))
        ? one
        : renamed(one, !free && maps.has(wire));
    // A key of a map may be any text, `__proto__` too.
    if (name === "__proto__") put(found, name, kept);
    else found[name] = kept;
  }
  return found;
}

function put(object, name, value) {
  Object.defineProperty(object, name, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

/**
 * A request with the contract's names, every value seen to be one that JSON can hold as it is.
 * Fields that are `undefined` are left out, as in JSON.
 */
export function toWire(request) {
  if (typeof request !== "object" || request === null || Array.isArray(request)) {
    throw inputError("", `需要一个对象，给的是${shown(request)}`, `an object is needed, not ${shown(request)}`);
  }
  return wired(request, "", 0, false, false);
}

function wired(value, path, depth, free, asIs) {
  switch (typeof value) {
    case "string":
      wellFormed(value, path);
      return value;
    case "number":
      if (!Number.isFinite(value)) throw noValue(value, path);
      return value;
    case "boolean":
      return value;
    case "object":
      break;
    default:
      throw noValue(value, path);
  }
  if (value === null) return null;
  if (depth > DEEPEST) {
    throw inputError(path, "层次太深或首尾相连", "nested too deep, or in a circle");
  }
  if (Array.isArray(value)) {
    const list = new Array(value.length);
    for (let i = 0; i < value.length; i++) {
      list[i] = wired(value[i], `${path}/${i}`, depth + 1, free, asIs);
    }
    return list;
  }
  const prototype = Object.getPrototypeOf(value);
  // Another window's plain object is a plain object too.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw noValue(value, path);
  const found = {};
  for (const name of Object.keys(value)) {
    const one = value[name];
    if (one === undefined) continue;
    const at = `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    wellFormed(name, at);
    const wire = free || asIs ? name : wireName(name);
    const kept = wired(
      one,
      at,
      depth + 1,
      !free && !asIs && maps.has(wire),
      asIs || (!free && opaque.has(wire)),
    );
    if (wire === "__proto__") put(found, wire, kept);
    else found[wire] = kept;
  }
  return found;
}

const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Refuses a text with half of a surrogate pair: it is no text. */
export function wellFormed(text, path) {
  const good =
    typeof text.isWellFormed === "function" ? text.isWellFormed() : !LONE.test(text);
  if (!good) {
    throw inputError(
      path,
      "文本中有半个字符（单独的代理项）",
      "the text holds half a character (a lone surrogate)",
      "String.prototype.toWellFormed()",
    );
  }
}

function noValue(value, path) {
  const what = shown(value);
  const date = value instanceof Date;
  return inputError(
    path,
    date ? "日期要写成文本，如2026-11-02" : `不能是${what}`,
    date ? "a date is a text, as in 2026-11-02" : `it cannot be ${what}`,
  );
}

function shown(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "Array";
  switch (typeof value) {
    case "undefined":
      return "undefined";
    case "number":
      return Number.isFinite(value) ? "number" : String(value);
    case "object":
      return Object.getPrototypeOf(value)?.constructor?.name ?? "object";
    default:
      return typeof value;
  }
}
