import { GongkaiError } from "./generated/types.js";

export * from "./generated/types.js";

/** A fault of the package or of the machine (no memory left), not of what was asked for. */
export class InternalError extends GongkaiError {
  readonly kind: "InternalError";
  readonly code: "not_ready" | "failed";
}

/** Where the code of a part comes from. */
export type Source = string | URL | Response | BufferSource | WebAssembly.Module;

/** Which parts to load, and from where. */
export interface InitOptions {
  /** The domain: working days, law, catalogue, checks, duties. Loaded unless this is `false`. */
  domain?: boolean | Source;
  /** The procedures: exemption, review, consultation, requests, letters, retention. */
  procedures?: boolean | Source;
}

/**
 * Loads the package in the browser: once, before anything else. In Node everything is there as
 * soon as it is imported, and this does nothing.
 */
export function init(options?: InitOptions): Promise<void>;

/** Sets the package up from code that is there already. In Node this does nothing. */
export function initSync(parts: {
  domain?: BufferSource | WebAssembly.Module;
  procedures?: BufferSource | WebAssembly.Module;
}): void;

/** Whether a part is loaded; the domain unless named. */
export function ready(part?: "domain" | "procedures"): boolean;

/**
 * Runs an operation by its name on the contract (`calendar.add_workdays`), with a request in
 * camelCase. The functions in the namespaces do the same, with types.
 */
export function call(operation: string, request: object): unknown;

/** The same with JSON in and out, fields named as on the contract. */
export function callJson(operation: string, request: string): string;
