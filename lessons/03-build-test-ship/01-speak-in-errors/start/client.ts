import { ConnectError, createClient } from "@connectrpc/connect";
import { post, transport } from "playground";
import { decide, type Failure } from "./decide";
import { BadFieldSchema, Bank } from "./gen/bank_pb";
import { params } from "./params";

const bank = createClient(Bank, transport);

/**
 * en: Every transfer, one after another
 * zh: 逐笔转账
 */
export async function transfers() {
  const answers = [];
  for (const { token, ...request } of params.transfers) {
    const headers: HeadersInit = token === "" ? {} : { authorization: `Bearer ${token}` };
    try {
      const { receipt } = await bank.transfer(request, { headers });
      console.log(receipt);
      answers.push({ receipt });
    } catch (caught) {
      const error = ConnectError.from(caught);
      const action = decide({ code: error.code, idempotent: false });
      const [bad] = error.findDetails(BadFieldSchema);
      console.log(error.message, "→", action, bad?.field ?? "");
      answers.push({ action, field: bad?.field, heard: [error.message, ...error.metadata, ...detailsOf(error)] });
    }
  }
  return answers;
}

function detailsOf({ details }: ConnectError): string[] {
  return details.map(({ value }) => new TextDecoder().decode(value as Uint8Array));
}

/**
 * en: What decide says about other failures
 * zh: 看看 decide 怎样处理其他失败
 */
export function advice() {
  return params.failures.map((failure) => decide(failure as Failure));
}

/**
 * en: One bad transfer as Connect and as gRPC-Web, without a stub
 * zh: 不用桩，把一笔错误的转账按 Connect 和 gRPC-Web 各发一次
 */
export async function onTheWire() {
  const json = new TextEncoder().encode(JSON.stringify({ from: "ada", to: "ada", amount: -5 }));
  const headers = (type: string) => ({ "content-type": type, authorization: "Bearer ada" });
  const connect = await post("/bank.v1.Bank/Transfer", headers("application/json"), json);
  const framed = Uint8Array.of(0, 0, 0, 0, json.length, ...json);
  const grpcWeb = await post("/bank.v1.Bank/Transfer", headers("application/grpc-web+json"), framed);
  for (const { status, bytes } of [connect, grpcWeb]) console.log(status, new TextDecoder().decode(bytes));
  return { connect: connect.status, grpcWeb: grpcWeb.status };
}
