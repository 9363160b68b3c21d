import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const root = resolve(fileURLToPath(import.meta.url), "../../../../..");

/** The folder of the built package: `cargo xtask bindings wasm` says where it is. */
export function packageFolder() {
  const folder =
    process.env.GONGKAI_PACKAGE ??
    join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "npm/gongkai");
  if (!existsSync(join(folder, "package.json"))) {
    throw new Error(`${folder} has no package; run \`cargo xtask bindings wasm\` first`);
  }
  return folder;
}
