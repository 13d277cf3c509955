import { create } from "@bufbuild/protobuf";
import { BinaryWriter } from "@bufbuild/protobuf/wire";
import type { ConnectRouter } from "@connectrpc/connect";
import { GreetResponseSchema, Greeter } from "./gen/greet_pb";
import { params } from "./params";

// Unknown fields keep their order, so that what is new comes before field 1.
export default (router: ConnectRouter) =>
  router.service(Greeter, {
    sayHello({ name }) {
      const reply = create(GreetResponseSchema);
      const text = (value: string) => new BinaryWriter().string(value).finish();
      reply.$unknown = [
        { no: 7, wireType: 0, data: new BinaryWriter().uint32(params.visits).finish() },
        { no: 9, wireType: 2, data: text(params.motto) },
        { no: 1, wireType: 2, data: text(`Hello, ${name}. Table ${params.table}`) },
      ];
      return reply;
    },
  });
