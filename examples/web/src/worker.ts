// Everything that is computed runs here, away from the page: typing never waits for it.

import * as gongkai from "gongkai";

import type { Question, Reply } from "./api";

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<Question>) => void) | null;
  postMessage(reply: Reply): void;
};

// Both parts at once, so that nothing has to be fetched later.
const loaded = gongkai.init({ procedures: true });

scope.onmessage = async ({ data }) => {
  const { id, operation, request } = data;
  try {
    await loaded;
    scope.postMessage({ id, answer: gongkai.call(operation, request) });
  } catch (thrown) {
    const told = thrown instanceof gongkai.GongkaiError;
    scope.postMessage({
      id,
      error: {
        message: thrown instanceof Error ? thrown.message : String(thrown),
        code: told ? thrown.code : "failed",
        help: told ? thrown.help : null,
      },
    });
  }
};

loaded.then(
  () => scope.postMessage({ id: 0, answer: null }),
  (error: unknown) =>
    scope.postMessage({ id: 0, error: { message: String(error), code: "failed", help: null } }),
);
