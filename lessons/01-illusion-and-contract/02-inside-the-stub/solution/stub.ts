import { post } from "playground";

// en: GreetRequest has one field: string name = 1.
// zh: GreetRequest 只有一个字段：string name = 1。
export function encodeGreetRequest(name: string): Uint8Array {
  const text = new TextEncoder().encode(name);
  if (text.length === 0) return text;
  return Uint8Array.from([(1 << 3) | 2, ...encodeVarint(text.length), ...text]);
}

// en: GreetResponse: string message = 1. Newer servers may send more fields.
// zh: GreetResponse：string message = 1。新版服务端可能还会发别的字段。
export function decodeGreetResponse(bytes: Uint8Array): string {
  let at = 0;
  let message = "";
  const readVarint = () => {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
  };
  while (at < bytes.length) {
    const tag = readVarint();
    const wireType = tag & 7;
    if (wireType === 0) readVarint();
    else if (wireType === 1) at += 8;
    else if (wireType === 5) at += 4;
    else {
      const length = readVarint();
      if (tag >> 3 === 1) message = new TextDecoder().decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return message;
}

function encodeVarint(value: number): number[] {
  return value < 128 ? [value] : [(value & 0x7f) | 0x80, ...encodeVarint(value >>> 7)];
}

export async function sayHello(name: string): Promise<string> {
  const { status, bytes } = await post(
    "/greet.v1.Greeter/SayHello",
    { "content-type": "application/proto" },
    encodeGreetRequest(name),
  );
  if (status !== 200) {
    const { code, message } = JSON.parse(new TextDecoder().decode(bytes));
    throw Object.assign(new Error(`${code}: ${message}`), { code });
  }
  return decodeGreetResponse(bytes);
}
