// The declarations under `tsc --strict`, for bundlers and for Node: every file of tests/types
// and of the consumers.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";

import { packageFolder } from "./support/package.mjs";

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), "gongkai-types-"));
test.after(() => rmSync(folder, { recursive: true }));

cpSync(join(here, "types"), folder, { recursive: true });
cpSync(join(here, "consumers/vite/main.ts"), join(folder, "vite.ts"));
mkdirSync(join(folder, "node_modules"));
symlinkSync(packageFolder(), join(folder, "node_modules/gongkai"));
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');

for (const [module, moduleResolution] of [
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
]) {
  test(`tsc --strict, ${moduleResolution}`, () => {
    const options = {
      strict: true,
      noEmit: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      // The declarations themselves are checked too.
      skipLibCheck: false,
      target: "esnext",
      lib: ["esnext", "dom"],
      types: [],
      module,
      moduleResolution,
    };
    const config = join(folder, `tsconfig.${moduleResolution}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions: options, include: ["*.ts"] }));
    const tsc = join(here, "../node_modules/typescript/bin/tsc");
    const run = spawnSync(process.execPath, [tsc, "-p", config], { encoding: "utf8" });
    assert.equal(run.status, 0, run.stdout + run.stderr);
  });
}
