import { Code, ConnectError } from "@connectrpc/connect";
import { callOptions, transport } from "./service-transport.ts";

/** The module `playground` as handlers see it. */
export const playground = {
  transport,
  callOptions,
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  createTransport(): never {
    throw new ConnectError("createTransport is for client.ts.", Code.Unimplemented);
  },
  post(): never {
    throw new ConnectError("post is for client.ts.", Code.Unimplemented);
  },
  createBlockingClient(): never {
    throw new ConnectError("A blocking client is for client.ts.", Code.Unimplemented);
  },
  createHandleClient(): never {
    throw new ConnectError("A client with handles is for client.ts.", Code.Unimplemented);
  },
};
