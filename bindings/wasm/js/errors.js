// The errors that the runtime itself gives; the classes of the contract are generated.

import { GongkaiError, InputError } from "./generated/errors.js";

/** A fault of the package or of the machine (no memory left), not of what was asked for. */
export class InternalError extends GongkaiError {}

function fault(kind, error, message, messageEn, path = "", help = null) {
  const severity = "error";
  return { kind, error, severity, message, messageEn, citations: [], path, help, data: null };
}

/** A value in a request that no request can hold. */
export function inputError(path, message, messageEn, help) {
  const zh = `请求的内容不合要求：${message}`;
  return new InputError(
    fault("InputError", "bad_request", zh, `not such a request: ${messageEn}`, path, help),
  );
}

export function internalError(code, message, messageEn, help) {
  return new InternalError(fault("InternalError", code, message, messageEn, "", help));
}
