// What a browser has to load, and the gate on it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { packageFolder } from "./support/package.mjs";

/** The most that the domain with its catalogue may take, in bytes after gzip. */
const GATE = 300_000;

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
if (sizes.domain > GATE) {
  console.error(`domain.wasm is ${sizes.domain} bytes after gzip, more than ${GATE}`);
  process.exit(1);
}
