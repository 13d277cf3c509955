import { post } from "playground";

function varint(value: number): number[] {
  const bytes = [];
  while (value > 127) {
    bytes.push((value % 128) + 128);
    value = Math.floor(value / 128);
  }
  return [...bytes, value];
}

export function encodeGreetRequest(name: string): Uint8Array {
  const text = new TextEncoder().encode(name);
  if (text.length === 0) return new Uint8Array();
  return new Uint8Array([0x0a, ...varint(text.length), ...text]);
}

export function decodeGreetResponse(bytes: Uint8Array): string {
  let at = 1;
  let length = 0;
  let factor = 1;
  do {
    length += (bytes[at] & 0x7f) * factor;
    factor *= 128;
  } while (bytes[at++] > 127);
  return new TextDecoder().decode(bytes.subarray(at, at + length));
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
