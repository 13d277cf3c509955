import { post } from "playground";

export function encodeGreetRequest(name: string): Uint8Array {
  const bytes: number[] = [];
  if (name !== "") {
    const text = new TextEncoder().encode(name);
    bytes.push(0x0a);
    let length = text.length;
    while (length >= 0x80) {
      bytes.push((length & 0x7f) | 0x80);
      length >>= 7;
    }
    bytes.push(length);
    for (const byte of text) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

export function decodeGreetResponse(b: Uint8Array): string {
  let i = 0;
  function varint() {
    let shift = 0;
    let result = 0;
    while (true) {
      const byte = b[i];
      i = i + 1;
      result = result | ((byte & 0x7f) << shift);
      if ((byte & 0x80) === 0) return result;
      shift = shift + 7;
    }
  }
  let message = "";
  while (i < b.length) {
    const tag = varint();
    const field = tag >>> 3;
    const type = tag & 7;
    if (type === 2) {
      const length = varint();
      const part = b.subarray(i, i + length);
      i = i + length;
      if (field === 1) message = new TextDecoder().decode(part);
    } else if (type === 0) {
      varint();
    } else {
      i = i + (type === 1 ? 8 : 4);
    }
  }
  return message;
}

export async function sayHello(name: string): Promise<string> {
  const reply = await post(
    "/greet.v1.Greeter/SayHello",
    { "content-type": "application/proto", "connect-protocol-version": "1" },
    encodeGreetRequest(name),
  );
  if (reply.status === 200) return decodeGreetResponse(reply.bytes);
  const { code, message } = JSON.parse(new TextDecoder().decode(reply.bytes));
  throw Object.assign(new Error(message), { code });
}
