// What a browser has to load, and the gate on it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { packageFolder } from "./support/package.mjs";

/**
 * The most that each module may take after gzip, in bytes: what it takes today and a fifth (compilers differ), so
 * that it does not grow unseen.
 */
const CEILING = { domain: 700_000, procedures: 1_650_000 };

/** What the domain with its catalogue ought to take. */
const AIM = 300_000;

const folder = packageFolder();
const sizes = {};
for (const name of ["domain", "procedures"]) {
  const code = readFileSync(join(folder, "wasm", `${name}.wasm`));
  const glue = readFileSync(join(folder, "wasm", `${name}.js`));
  const [packed, withGlue] = [gzipSync(code, { level: 9 }), gzipSync(glue, { level: 9 })];
  sizes[name] = packed.length;
  console.log(
    `${name}.wasm: ${code.length} bytes, ${packed.length} after gzip (glue ${withGlue.length})`,
  );
}
if (sizes.domain > AIM) {
  console.log(`the domain is ${(sizes.domain / AIM).toFixed(1)} times the ${AIM} bytes it ought to take`);
}
for (const [name, most] of Object.entries(CEILING)) {
  if (sizes[name] > most) {
    console.error(`${name}.wasm is ${sizes[name]} bytes after gzip, more than ${most}`);
    process.exitCode = 1;
  }
}
