// Puts the built package `gongkai` into node_modules, as `npm install gongkai` would.
// `cargo xtask bindings wasm` builds it and says where it is.

import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = resolve(fileURLToPath(import.meta.url), "../..");
const root = resolve(here, "../..");
const built =
  process.env.GONGKAI_PACKAGE ??
  join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "npm/gongkai");

if (!existsSync(join(built, "package.json"))) {
  console.error(`${built} has no package; run \`cargo xtask bindings wasm\` first`);
  process.exit(1);
}
const place = join(here, "node_modules/gongkai");
rmSync(place, { recursive: true, force: true });
mkdirSync(join(here, "node_modules"), { recursive: true });
cpSync(built, place, { recursive: true });
