import { post } from "playground";

// en: GreetRequest has one field: string name = 1.
// zh: GreetRequest 只有一个字段：string name = 1。
export function encodeGreetRequest(name: string): Uint8Array {
  const text = new TextEncoder().encode(name);
  return Uint8Array.from([(1 << 3) | 2, text.length, ...text]);
}

export async function sayHello(name: string): Promise<string> {
  const whole = encodeGreetRequest(name);
  // en: The last three bytes get lost on the way.
  // zh: 最后三个字节在路上丢了。
  const rest = whole.subarray(0, whole.length - 3);
  const { status } = await post("/greet.v1.Greeter/SayHello", { "content-type": "application/proto" }, rest);
  return `HTTP ${status}`;
}
