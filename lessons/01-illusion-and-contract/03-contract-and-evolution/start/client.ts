import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";
import { greet } from "./new-client";
import { Greeter as OldGreeter } from "./old/greet_pb";
import { params } from "./params";

const old = createClient(OldGreeter, transport);

// en: A program of the first version between two others: it reads each request and writes it out again.
// zh: 夹在两个程序之间的第一版程序：读进每个请求，再重新写出去。
const oldProxy = createRouterTransport(({ service }) => {
  service(OldGreeter, { sayHello: (request) => old.sayHello(request) });
});

async function told(reply: Promise<{ message: string }>): Promise<string> {
  try {
    return (await reply).message;
  } catch (error) {
    return `error: ${Code[ConnectError.from(error).code]}`;
  }
}

/**
 * en: Clients of both versions
 * zh: 两个版本的客户端
 */
export async function everybody() {
  const { name, legacyId, locale } = params;
  return {
    old: await told(old.sayHello({ name })),
    oldWithId: await told(old.sayHello({ name, legacyId })),
    new: await told(greet(transport, name, locale)),
    newBehindProxy: await told(greet(oldProxy, name, locale)),
    contract: contract(),
  };
}

// en: What the compiled contract says about the request.
// zh: 编译之后的契约里，请求是怎么写的。
function contract() {
  const { field, reservedName, reservedRange } = Greeter.method.sayHello.input.proto;
  return {
    fields: field.map(({ name, number }) => `${name} = ${number}`),
    reservedNames: reservedName,
    reservedNumbers: reservedRange.map(({ start, end }) => `${start} to ${(end ?? 0) - 1}`),
  };
}
