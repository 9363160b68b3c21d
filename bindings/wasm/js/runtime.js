// What the generated functions stand on: `call(operation, request)`.
//
// The package has two modules: the domain, and the procedures (review, consultation, requests
// and what belongs to them), which a page that only checks texts need not load. Both are
// stateless: a module that has failed is set up anew for the next call.

import { errorOf } from "./generated/errors.js";
import { inputError, internalError } from "./errors.js";
import { fromWire, jsPointer, toWire, wellFormed } from "./keys.js";
import { days } from "./days.js";

/** What is known of a module: its glue, and the compiled code once it is loaded. */
class Part {
  constructor(name) {
    this.name = name;
    this.glue = undefined;
    this.compiled = undefined;
    this.exports = undefined;
    this.loading = undefined;
  }

  /** Sets the module up, from its code or what was compiled of it. */
  start(glue, code) {
    const compiled = code instanceof WebAssembly.Module ? code : new WebAssembly.Module(code);
    this.exports = glue.initSync({ module: compiled });
    this.glue = glue;
    this.compiled = compiled;
    for (const name of glue.operations().split("\n")) home.set(name, this);
  }

  /** After a failure nothing in its memory can be trusted. */
  restart() {
    this.glue.__wbg_reset_state();
    this.exports = this.glue.initSync({ module: this.compiled });
  }
}

const home = new Map();
export const parts = { domain: new Part("domain"), procedures: new Part("procedures") };

/** Whether a part is ready. */
export function ready(name = "domain") {
  return parts[name]?.glue !== undefined;
}

/**
 * Runs an operation of the contract.
 *
 * @param {string} operation as in `calendar.add_workdays`
 * @param {object} request in camelCase
 * @returns the response, in camelCase
 */
export function call(operation, request) {
  const fast = quick[operation];
  if (fast !== undefined) {
    const found = fast(request);
    if (found !== undefined) return found;
  }
  const wire = toWire(request);
  let job;
  if (operation === "check.text" && typeof wire.text === "string") {
    // A long text crosses as it is, not as JSON.
    const { text, ...rest } = wire;
    const asked = JSON.stringify(rest);
    job = (glue) => glue.checkText(text, asked);
  } else {
    const asked = JSON.stringify(wire);
    job = (glue) => glue.call(operation, asked);
  }
  return fromWire(JSON.parse(run(operation, JS, job)));
}

/**
 * Runs an operation on a request in JSON, names and all as the contract has them, and gives the
 * response in JSON.
 */
export function callJson(operation, request) {
  for (const [name, text] of Object.entries({ operation, request })) {
    if (typeof text !== "string") {
      throw inputError("", `${name}要是文本`, `\`${name}\` has to be a string`);
    }
    wellFormed(text, "");
  }
  return run(operation, WIRE, (glue) => glue.call(operation, request));
}

/** Whose names a fault's path is to have. */
const JS = Symbol("JavaScript");
const WIRE = Symbol("the contract");

let awaited;

/** What sets the procedures up when one of them is first called, where that can be done. */
export function later(start) {
  awaited = start;
}

function run(operation, names, job) {
  if (!home.has(operation) && awaited !== undefined) {
    const start = awaited;
    awaited = undefined;
    start();
  }
  const part = home.get(operation) ?? parts.domain;
  const { glue } = part;
  if (glue === undefined) throw notReady(operation);
  try {
    return job(glue);
  } catch (thrown) {
    throw told(operation, part, thrown, names);
  }
}

/** The error of a thrown fault, in the class of its kind. */
function told(operation, part, thrown, names) {
  if (typeof thrown === "string") {
    const fault = fromWire(JSON.parse(thrown));
    // It may well be one of the procedures.
    if (fault.error === "unknown_operation" && !ready("procedures")) return notReady(operation);
    if (names === JS) fault.path = jsPointer(fault.path);
    return errorOf(fault);
  }
  part.restart();
  const error = internalError(
    "failed",
    `${operation}没有做成：${thrown?.message}`,
    `${operation} could not be done: ${thrown?.message}`,
  );
  error.cause = thrown;
  return error;
}

function notReady(operation) {
  return ready()
    ? internalError(
        "not_ready",
        `已载入的部分没有操作${operation}，办理程序尚未载入`,
        `nothing that is loaded has an operation \`${operation}\`; the procedures are not loaded`,
        "await init({ procedures: true })",
      )
    : internalError(
        "not_ready",
        `模块尚未载入，不能调用${operation}`,
        `the module is not loaded yet, \`${operation}\` cannot be called`,
        "await init()",
      );
}

// Working days are asked for by the thousand: on the national calendar they take a way without
// JSON. Whatever is unusual about a request gives `undefined`, and the contract answers.
const CERTAINTY = ["published", "projected"];

function usual(request, fields) {
  if (typeof request !== "object" || request === null || parts.domain.glue === undefined) {
    return false;
  }
  let count = 0;
  for (const name in request) {
    if (request[name] === undefined) continue;
    if (!fields.includes(name)) return false;
    count++;
  }
  return count === fields.length;
}

const ADD = ["date", "n"];
const SPAN = ["from", "to"];
const DAY = ["date"];

const quick = {
  __proto__: null,
  "calendar.add_workdays"(request) {
    if (!usual(request, ADD)) return undefined;
    const day = days.number(request.date);
    const { n } = request;
    if (day === undefined || typeof n !== "number" || n !== (n | 0)) return undefined;
    const coded = parts.domain.glue.addWorkdays(day, n);
    if (Number.isNaN(coded)) return undefined;
    const certainty = coded & 3;
    return { value: days.text((coded - certainty) / 4), certainty: CERTAINTY[certainty] };
  },
  "calendar.workdays_between"(request) {
    if (!usual(request, SPAN)) return undefined;
    const from = days.number(request.from);
    const to = days.number(request.to);
    if (from === undefined || to === undefined) return undefined;
    const coded = parts.domain.glue.workdaysBetween(from, to);
    if (Number.isNaN(coded)) return undefined;
    const certainty = coded & 3;
    return { value: (coded - certainty) / 4, certainty: CERTAINTY[certainty] };
  },
  "calendar.is_workday"(request) {
    if (!usual(request, DAY)) return undefined;
    const day = days.number(request.date);
    if (day === undefined) return undefined;
    const answer = parts.domain.glue.isWorkday(day);
    return answer < 0 ? undefined : { workday: answer === 1 };
  },
};
