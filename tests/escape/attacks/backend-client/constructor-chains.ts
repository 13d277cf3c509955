import * as connect from "@connectrpc/connect";
import * as playground from "playground";
import { Target } from "./gen/target_pb";

/** From everything that the runtime hands over, up its constructors: does one lead out of the isolate? */
export async function attack() {
  const { transport } = playground;
  const client = connect.createClient(Target, transport);
  const reply = await client.harmless({ text: "" });
  const error = await client.attack({ text: "never" }, { timeoutMs: 50 }).catch((one) => one);
  const stream = client.stream({ text: "" }, { timeoutMs: 50 });
  const response = await transport.unary(Target.method.harmless, undefined, undefined, undefined, {});
  const roots = [
    playground,
    connect,
    reply,
    error,
    stream,
    response,
    response.header,
    console,
    performance,
    crypto,
  ];
  const leaks: string[] = [];
  const seen = new Set<unknown>();
  const walk = (value: any, path: string, depth: number) => {
    if (value === null || (typeof value !== "object" && typeof value !== "function")) return;
    if (seen.has(value) || depth > 6 || seen.size > 20_000) return;
    seen.add(value);
    let world: any;
    try {
      world = value.constructor?.constructor?.("return globalThis")?.();
    } catch {
      // It has none.
    }
    if (typeof world?.Object === "function" && world !== globalThis) leaks.push(path);
    if (world?.process || world?.require) leaks.push(`${path} has all of Node`);
    for (const name of Reflect.ownKeys(value)) {
      let inner: unknown;
      try {
        inner = value[name];
      } catch {
        continue;
      }
      walk(inner, `${path}.${String(name)}`, depth + 1);
    }
    walk(Object.getPrototypeOf(value), `${path}.__proto__`, depth + 1);
  };
  roots.forEach((root, at) => walk(root, String(at), 0));
  console.log(`found: ${leaks.slice(0, 10).join()}`);
}
