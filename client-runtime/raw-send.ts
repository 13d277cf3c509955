import { noAnswer, type RawParts } from "./raw-post.ts";
import type { Spread } from "./spread.ts";

/** Sends raw calls by the browser's `fetch`. */
export function createRawSend(spread: Spread): RawParts["send"] {
  const plainFetch = globalThis.fetch.bind(globalThis);
  return async ({ attempt, path, headers, body }) => {
    const lease = spread.take();
    try {
      const url = attempt.sending(`${lease.baseUrl}${path}`);
      const response = await plainFetch(url, { method: "POST", headers, body });
      return {
        status: response.status,
        header: response.headers,
        body: new Uint8Array(await response.arrayBuffer()),
      };
    } catch (error) {
      throw noAnswer(error);
    } finally {
      lease.release();
    }
  };
}
