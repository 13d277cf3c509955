import { Code, ConnectError } from "@connectrpc/connect";
import { post } from "playground";

export function encodeGreetRequest(name: string): Uint8Array {
  const text = new TextEncoder().encode(name);
  if (text.length === 0) return text;
  const head = [0x0a];
  let rest = text.length;
  for (; rest > 127; rest >>>= 7) head.push((rest & 127) | 128);
  head.push(rest);
  const bytes = new Uint8Array(head.length + text.length);
  bytes.set(head);
  bytes.set(text, head.length);
  return bytes;
}

type Field = { number: number; content?: Uint8Array };

function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const field: Field = { number: tag >>> 3 };
    const type = tag & 7;
    if (type === 0) varint();
    else if (type === 2) {
      const length = varint();
      field.content = bytes.subarray(at, at + length);
      at += length;
    } else at += type === 1 ? 8 : 4;
    yield field;
  }
}

export function decodeGreetResponse(bytes: Uint8Array): string {
  let message = "";
  for (const { number, content } of fieldsOf(bytes)) {
    if (number === 1) message = new TextDecoder().decode(content);
  }
  return message;
}

const codeNames = Object.entries(Code).filter(([, code]) => typeof code === "number");

// en: `resource_exhausted` is Code.ResourceExhausted.
// zh: `resource_exhausted` 就是 Code.ResourceExhausted。
function codeOf(name: string): Code {
  const found = codeNames.find(([key]) => key.toLowerCase() === name.replaceAll("_", ""));
  return (found?.[1] ?? Code.Unknown) as Code;
}

export async function sayHello(name: string): Promise<string> {
  const { status, bytes } = await post(
    "/greet.v1.Greeter/SayHello",
    { "content-type": "application/proto" },
    encodeGreetRequest(name),
  );
  if (status !== 200) {
    const { code, message } = JSON.parse(new TextDecoder().decode(bytes));
    throw new ConnectError(message, codeOf(code));
  }
  return decodeGreetResponse(bytes);
}
