// The package in the browser: bundlers, pages without one, and Web Workers.

import * as domain from "./wasm/domain.js";
import * as procedures from "./wasm/procedures.js";
import { parts } from "./runtime.js";

export * from "./api.js";

// Written out, so that bundlers see the files and take them along.
const FILES = {
  domain: () => new URL("./wasm/domain.wasm", import.meta.url),
  procedures: () => new URL("./wasm/procedures.wasm", import.meta.url),
};
const GLUE = { domain, procedures };

/**
 * Loads the domain, and with `{ procedures: true }` the procedures too. What is loaded already is
 * not loaded again. A part can be given as well: its address, a response, its bytes, or a
 * compiled module.
 */
export async function init(options = {}) {
  const { domain: given = true, procedures: more = false } = options;
  await Promise.all([given && load("domain", given), more && load("procedures", more)]);
}

async function load(name, given) {
  const part = parts[name];
  if (part.glue !== undefined) return;
  part.loading ??= code(name, given).then((compiled) => part.start(GLUE[name], compiled));
  try {
    await part.loading;
  } finally {
    // One that failed can be tried again.
    part.loading = undefined;
  }
}

async function code(name, given) {
  if (given instanceof WebAssembly.Module) return given;
  if (ArrayBuffer.isView(given) || given instanceof ArrayBuffer) return WebAssembly.compile(given);
  const response =
    given instanceof Response ? given : await fetch(given === true ? FILES[name]() : given);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  // Compiled while it comes in, where the server names the type as it should.
  if (response.headers.get("content-type")?.startsWith("application/wasm")) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}

/** Sets the parts up from bytes or compiled modules, at once. */
export function initSync(given) {
  for (const name of ["domain", "procedures"]) {
    if (given[name] !== undefined && parts[name].glue === undefined) {
      parts[name].start(GLUE[name], given[name]);
    }
  }
}
