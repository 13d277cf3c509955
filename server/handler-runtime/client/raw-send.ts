import { Code, ConnectError } from "@connectrpc/connect";
import type { RawParts } from "#client-runtime/raw-post.ts";
import { booted } from "../host.ts";
import { beginDial, finishDial, sendDial } from "../outgoing.ts";

/** Sends raw calls through the host. `zeroUs`: the run's zero on the machine's clock. */
export function createRawSend(zeroUs: number): RawParts["send"] {
  return async ({ attempt, path, headers, body }) => {
    const onSent = () => void attempt.sending("");
    const dial = beginDial({ intendedUs: zeroUs + attempt.intendedUs, cause: 0, whole: true, onSent });
    let code = 0;
    try {
      const url = `http://localhost${path}`;
      const response = await sendDial(dial, { method: "POST", url, header: headers, body: one(body) });
      const { status, header, trailer } = response;
      return { status, header, trailer, body: await readAll(response.body) };
    } catch (error) {
      code = ConnectError.from(error).code;
      throw error;
    } finally {
      const receivedUs = finishDial(dial, code);
      if (receivedUs !== null) attempt.received(Math.max(0, Math.round(receivedUs - zeroUs)));
    }
  };
}

async function* one(body: Uint8Array): AsyncGenerator<Uint8Array> {
  if (body.length > 0) yield body;
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const { maxMessageBytes } = booted().host;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxMessageBytes)
      throw new ConnectError("The answer is longer than a message may be.", Code.ResourceExhausted);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
