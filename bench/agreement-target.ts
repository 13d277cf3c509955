import { deploy } from "./handlers.ts";

/** A target of which the distribution is known: 95 of 100 calls sleep 15 ms, the others 60 ms, by a seeded draw. */
export const knownMs = { p50: 15, p99: 60 } as const;

const agreementProto = `syntax = "proto3";
package bench.v1;
service Agreement {
  rpc Say(Text) returns (Text);
  rpc Wait(Text) returns (Text);
}
message Text { string text = 1; }
`;

const agreementServer = `import type { ConnectRouter } from "@connectrpc/connect";
import { Agreement } from "./gen/bench_pb";
// xorshift32 (Marsaglia 2003): the same draws in every deployment.
let state = 2463534242;
const draw = () => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 2 ** 32;
};
export default (router: ConnectRouter) =>
  router.service(Agreement, {
    say: ({ text }) => ({ text }),
    async wait({ text }) {
      const ms = draw() < 0.95 ? ${knownMs.p50} : ${knownMs.p99};
      await new Promise((resolve) => setTimeout(resolve, ms));
      return { text };
    },
  });
`;

/** Deploys it and returns the id. */
export function deployAgreement(origin: string): Promise<string> {
  return deploy(origin, agreementProto, agreementServer);
}
