/** Bits of an envelope's flags that mark the end of a stream: Connect's, and gRPC-Web's trailers. */
const endFlags = 0b1000_0010;

/**
 * Passes a streaming response's body on unchanged and reports the size of each message in it. Envelopes, in Connect and
 * gRPC-Web alike:
 *
 *   1 byte flags │ 4 bytes length, big-endian │ message
 */
export function countMessages(body: ReadableStream<Uint8Array<ArrayBuffer>>, report: (bytes: number) => void): ReadableStream<Uint8Array<ArrayBuffer>> {
  const head = new Uint8Array(5);
  let headLength = 0;
  let left = 0;
  const read = (chunk: Uint8Array) => {
    for (let at = 0; at < chunk.length; ) {
      if (left > 0) {
        const step = Math.min(left, chunk.length - at);
        left -= step;
        at += step;
        if (left === 0) finish();
      } else {
        head[headLength] = chunk[at] ?? 0;
        headLength += 1;
        at += 1;
        if (headLength < 5) continue;
        left = new DataView(head.buffer).getUint32(1);
        if (left === 0) finish();
      }
    }
  };
  const finish = () => {
    headLength = 0;
    if (((head[0] ?? 0) & endFlags) === 0) report(new DataView(head.buffer).getUint32(1));
  };
  return body.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        read(chunk);
        controller.enqueue(chunk);
      },
    }),
  );
}
