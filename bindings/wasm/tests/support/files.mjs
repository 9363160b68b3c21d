import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "./package.mjs";

/** Every file of vectors. */
export function vectorFiles() {
  const folder = join(root, "tests/vectors");
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => ({ name, ...JSON.parse(readFileSync(join(folder, name), "utf8")) }));
}

/** The operations on the contract. */
export function operations() {
  const text = readFileSync(join(root, "bindings/contract/schema.json"), "utf8");
  return JSON.parse(text).operations.map((operation) => operation.name);
}
