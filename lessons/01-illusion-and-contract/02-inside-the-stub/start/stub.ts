import { post } from "playground";

// en: GreetRequest has one field: string name = 1.
// zh: GreetRequest 只有一个字段：string name = 1。
export function encodeGreetRequest(name: string): Uint8Array {
  return new Uint8Array();
}

// en: GreetResponse: string message = 1. Newer servers may send more fields.
// zh: GreetResponse：string message = 1。新版服务端可能还会发别的字段。
export function decodeGreetResponse(bytes: Uint8Array): string {
  return "";
}

export async function sayHello(name: string): Promise<string> {
  const { bytes } = await post(
    "/greet.v1.Greeter/SayHello",
    { "content-type": "application/proto" },
    encodeGreetRequest(name),
  );
  return decodeGreetResponse(bytes);
}
