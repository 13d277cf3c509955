import { createEnvelopeReader } from "./envelope-reader.ts";

/** Bits of an envelope's flags that mark the end of a stream: Connect's, and gRPC-Web's trailers. */
const endFlags = 0b1000_0010;

type Body = ReadableStream<Uint8Array<ArrayBuffer>>;

/** Passes a streaming response's body on unchanged and reports the size of each message in it, when it is there in full. */
export function countMessages(body: Body, report: (bytes: number) => void): Body {
  const reader = createEnvelopeReader({
    end(flags, length) {
      if ((flags & endFlags) === 0) report(length);
    },
  });
  return body.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        reader.read(chunk);
        controller.enqueue(chunk);
      },
    }),
  );
}
