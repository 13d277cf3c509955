import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** Getters, proxies and thenables wherever the transport takes a value. */
export async function attack() {
  const method = Target.method.harmless;
  const trap: any = new Proxy(function trap() {}, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => "1" : trap),
    has: () => true,
    apply: () => trap,
    construct: () => trap,
    ownKeys: () => ["prototype"],
  });
  const thrower = {
    get text(): string {
      throw new Error("from a getter");
    },
  };
  const thenable = { then: (done: any) => done(thenable) };
  const values: any[] = [trap, thrower, { then: () => {} }, null, 7, "x", Symbol("x"), () => {}, new Map()];
  const client = createClient(Target, transport);
  let settled = 0;
  const attempt = (call: () => unknown) =>
    Promise.race([
      (async () => await call())().then(
        () => {},
        () => {},
      ),
      new Promise((done) => setTimeout(done, 200)),
    ]).then(() => settled++);
  for (const value of values) {
    await attempt(() => transport.unary(value, undefined, undefined, undefined, {}));
    await attempt(() => transport.unary(method, value, undefined, undefined, {}));
    await attempt(() => transport.unary(method, undefined, value, undefined, {}));
    await attempt(() => transport.unary(method, undefined, undefined, value, {}));
    await attempt(() => transport.unary(method, undefined, undefined, undefined, value));
    await attempt(() => transport.unary(method, undefined, undefined, undefined, {}, value));
    await attempt(() => client.harmless(value));
    await attempt(() => client.harmless({ text: value }));
  }
  void thenable;
  console.log(`settled ${settled}`);
}
