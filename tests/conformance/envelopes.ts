export type Envelope = { readonly flags: number; readonly data: Buffer };

/** One message of a stream: a flag byte, the length in four bytes (big-endian), the message. */
export function envelope(data: Uint8Array | string, flags = 0): Buffer {
  const bytes = Buffer.from(data);
  const head = Buffer.alloc(5);
  head.writeUInt8(flags, 0);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** The messages of a body; throws when a message is cut short. */
export function openEnvelopes(body: Buffer): Envelope[] {
  const found: Envelope[] = [];
  for (let at = 0; at < body.length; ) {
    const end = at + 5 + body.readUInt32BE(at + 1);
    if (end > body.length) throw new Error(`a message of ${end - at - 5} bytes is cut short`);
    found.push({ flags: body.readUInt8(at), data: body.subarray(at + 5, end) });
    at = end;
  }
  return found;
}
