export type EnvelopeReader = { read(chunk: Uint8Array): void };

const headLength = 5;

/**
 * Finds the envelopes in a body that comes in pieces, in Connect streams and gRPC-Web alike:
 *
 *   1 byte flags │ 4 bytes length, big-endian │ data
 *
 * Data is handed on piece by piece as it comes, `begin` before and `end` after; nothing is kept.
 */
export function createEnvelopeReader(sink: {
  begin?(flags: number, length: number): void;
  data?(piece: Uint8Array): void;
  end?(flags: number, length: number): void;
}): EnvelopeReader {
  const head = new Uint8Array(headLength);
  let known = 0;
  let left = 0;
  const length = () => new DataView(head.buffer).getUint32(1);
  const finish = () => {
    known = 0;
    sink.end?.(head[0] ?? 0, length());
  };
  const readHead = (chunk: Uint8Array): number => {
    const piece = chunk.subarray(0, headLength - known);
    head.set(piece, known);
    known += piece.length;
    if (known === headLength) {
      left = length();
      sink.begin?.(head[0] ?? 0, left);
      if (left === 0) finish();
    }
    return piece.length;
  };
  const readData = (chunk: Uint8Array): number => {
    const piece = chunk.subarray(0, left);
    left -= piece.length;
    sink.data?.(piece);
    if (left === 0) finish();
    return piece.length;
  };
  return {
    read(chunk) {
      for (let at = 0; at < chunk.length; ) {
        const rest = chunk.subarray(at);
        at += left === 0 ? readHead(rest) : readData(rest);
      }
    },
  };
}
