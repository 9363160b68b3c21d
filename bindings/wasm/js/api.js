// What the package offers, whatever it runs in.

export { call, callJson, ready } from "./runtime.js";
export { InternalError } from "./errors.js";
export * from "./generated/errors.js";
export * from "./generated/operations.js";
