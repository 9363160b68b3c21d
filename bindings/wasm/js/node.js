// The package in Node: ready as soon as it is imported. The procedures are set up when one of
// them is first called.

import { readFileSync } from "node:fs";

import * as domain from "./wasm/domain.js";
import * as procedures from "./wasm/procedures.js";
import { later, parts } from "./runtime.js";

export * from "./api.js";

const read = (name) => readFileSync(new URL(`./wasm/${name}.wasm`, import.meta.url));

parts.domain.start(domain, read("domain"));
later(() => parts.procedures.start(procedures, read("procedures")));

/** There is nothing to wait for in Node; here so that the same code runs in both. */
export async function init() {}

/** There is nothing to do in Node. */
export function initSync() {}
