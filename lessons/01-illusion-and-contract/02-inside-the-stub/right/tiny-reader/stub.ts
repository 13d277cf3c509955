import { post } from "playground";

class Reader {
  at = 0;
  bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  varint() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  take(length: number) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  skip(type: number) {
    if (type === 0) this.varint();
    else if (type === 1) this.take(8);
    else if (type === 2) this.take(this.varint());
    else if (type === 5) this.take(4);
    else throw new Error(`unknown wire type ${type}`);
  }
}

function varint(value: number): number[] {
  const bytes = [];
  while (value > 127) {
    bytes.push((value % 128) + 128);
    value = Math.floor(value / 128);
  }
  return [...bytes, value];
}

export function encodeGreetRequest(name: string): Uint8Array {
  if (!name) return Uint8Array.of();
  const text = new TextEncoder().encode(name);
  return new Uint8Array([0x0a, ...varint(text.length), ...text]);
}

export function decodeGreetResponse(bytes: Uint8Array): string {
  const reader = new Reader(bytes);
  let message = "";
  while (!reader.done) {
    const tag = reader.varint();
    if (tag === 0x0a) message = new TextDecoder().decode(reader.take(reader.varint()));
    else reader.skip(tag & 7);
  }
  return message;
}

export async function sayHello(name: string): Promise<string> {
  const { status, bytes } = await post(
    "/greet.v1.Greeter/SayHello",
    { "content-type": "application/proto" },
    encodeGreetRequest(name),
  );
  if (status !== 200) throw JSON.parse(new TextDecoder().decode(bytes));
  return decodeGreetResponse(bytes);
}
