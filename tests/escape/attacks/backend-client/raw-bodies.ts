import { post } from "playground";

/** Bodies that are none, change while they are read, or are too large. */
export async function attack() {
  const detached = new Uint8Array(100);
  structuredCloneOf(detached);
  const growing = new Uint8Array(new (ArrayBuffer as any)(10, { maxByteLength: 1_000 }));
  class Lying extends Uint8Array {
    override get length() {
      return 1e9;
    }
    override [Symbol.iterator]() {
      (growing.buffer as any).resize(0);
      return super[Symbol.iterator]();
    }
  }
  const bodies: unknown[] = [
    detached,
    growing,
    new Lying(10),
    new Proxy(new Uint8Array(10), {}),
    Object.create(Uint8Array.prototype),
    new Uint8Array(5 * 1024 * 1024),
    typeof SharedArrayBuffer === "function" ? new Uint8Array(new SharedArrayBuffer(100)) : null,
    null,
    "text",
    { length: 1e12 },
  ];
  const options = new Proxy({} as Record<string, string>, {
    ownKeys: () => ["content-type", "x-b"],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (_, name) => (name === "content-type" ? "application/proto" : `${String(name)}\r\nx: y`),
  });
  let settled = 0;
  for (const body of bodies) {
    for (const headers of [{ "content-type": "application/proto" }, options, [["content-type"]], 7, null]) {
      await post("/attack.v1.Target/Harmless", headers as never, body as never).catch(() => {});
      settled++;
    }
  }
  console.log(`settled ${settled}`);
}

function structuredCloneOf({ buffer }: Uint8Array) {
  (buffer as any).transfer?.();
}
