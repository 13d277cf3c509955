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
  return new Uint8Array([0x0a, ...varint(text.length), ...text]);
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
