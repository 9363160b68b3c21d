// The library, asked through a Web Worker: the same functions, each giving a promise.

import type * as gongkai from "gongkai";

/** What the page asks of the worker. */
export interface Question {
  id: number;
  operation: string;
  request: object;
}

/** What comes back; with the id 0 once the worker is ready. */
export interface Reply {
  id: number;
  answer?: unknown;
  error?: { message: string; code: string; help: string | null };
}

/** What could not be done, in words for the reader. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

type Promised<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
type Families = Pick<
  typeof gongkai,
  "calendar" | "catalogue" | "check" | "duty" | "law" | "request" | "review"
>;

/** The families of the library. */
export type Api = {
  readonly [N in keyof Families]: { readonly [F in keyof Families[N]]: Promised<Families[N][F]> };
};

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
let last = 0;

worker.onmessage = ({ data }: MessageEvent<Reply>) => {
  const asked = waiting.get(data.id);
  waiting.delete(data.id);
  if (data.error === undefined) asked?.resolve(data.answer);
  else asked?.reject(new Refused(data.error.message, data.error.code));
};

/** Settles when the library is loaded. */
export const loaded = new Promise<void>((resolve, reject) => {
  waiting.set(0, { resolve: () => resolve(), reject });
  worker.onerror = (event) => reject(new Error(event.message || "后台程序没有载入"));
});

function ask(operation: string, request: object): Promise<unknown> {
  last += 1;
  const id = last;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, operation, request } satisfies Question);
  });
}

/** `addWorkdays` is `add_workdays` on the contract. */
function wire(name: string): string {
  return name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
}

function family(name: string): object {
  return new Proxy(
    {},
    { get: (_, operation) => (request: object = {}) => ask(`${name}.${wire(String(operation))}`, request) },
  );
}

export const api = new Proxy({} as Api, { get: (_, name) => family(String(name)) });
