import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createFileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { compileProtos } from "#server/schema/compile-protos.ts";
import { benchProto } from "./handlers.ts";

/** The comparison: the same handler on plain `@connectrpc/connect-node`, nothing of ours in between. */
const compiled = await compileProtos([{ path: "bench.proto", content: benchProto }]);
if (!compiled.ok) throw new Error("the bench proto does not compile");
const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, compiled.value.descriptorSet));
const service = registry.getService("bench.v1.BenchService");
if (service === undefined) throw new Error("the bench service is missing");

const adapter = connectNodeAdapter({
  routes: (router) =>
    router.service(service, {
      say: (request: { payload: Uint8Array }) => ({ payload: request.payload }),
      async *count(request: { to: number; payload: Uint8Array }) {
        for (let number = 0; number < request.to; number += 1) yield { payload: request.payload };
      },
    } as never),
});
const server = createServer(adapter).listen(Number(process.env.PORT), "127.0.0.1", () => {
  console.log(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on("SIGTERM", () => process.exit(0));
