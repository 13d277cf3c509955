import { post } from "playground";

export function encodeGreetRequest(name: string): Uint8Array {
  const text = new TextEncoder().encode(name);
  if (text.length === 0) return text;
  let lengthBytes = 1;
  for (let rest = text.length; rest > 127; rest >>= 7) lengthBytes++;
  const bytes = new Uint8Array(1 + lengthBytes + text.length);
  bytes[0] = 0x0a;
  let rest = text.length;
  for (let at = 1; at <= lengthBytes; at++) {
    bytes[at] = (rest & 127) | (at < lengthBytes ? 128 : 0);
    rest >>= 7;
  }
  bytes.set(text, 1 + lengthBytes);
  return bytes;
}

export function decodeGreetResponse(bytes: Uint8Array): string {
  let at = 0;
  const next = (): number => {
    const byte = bytes[at++];
    return byte < 128 ? byte : byte - 128 + 128 * next();
  };
  let message = "";
  while (at < bytes.length) {
    const tag = next();
    switch (tag % 8) {
      case 0:
        next();
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = next();
        if (tag === 0x0a) message = new TextDecoder().decode(bytes.slice(at, at + length));
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        throw new Error("no such wire type");
    }
  }
  return message;
}

class CallError extends Error {
  code: string;
  constructor(code: string) {
    super(`the call failed: ${code}`);
    this.code = code;
  }
}

export async function sayHello(name: string): Promise<string> {
  const headers = { "content-type": "application/proto" };
  const reply = await post("/greet.v1.Greeter/SayHello", headers, encodeGreetRequest(name));
  if (reply.headers.get("content-type") !== "application/proto") {
    throw new CallError(JSON.parse(new TextDecoder().decode(reply.bytes)).code);
  }
  return decodeGreetResponse(reply.bytes);
}
