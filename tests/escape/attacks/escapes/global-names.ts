/** Every name that the global object and its prototypes have, and that no handler should see. */
export function attack() {
  const found = new Set<string>();
  for (let at: unknown = globalThis; at !== null; at = Object.getPrototypeOf(at)) {
    for (const name of Reflect.ownKeys(at as object)) found.add(String(name));
  }
  const unwanted =
    /^(process|require|module|exports|__filename|__dirname|Buffer|WebAssembly|SharedArrayBuffer|Atomics|ShadowRealm|Deno|Bun|runtime|host|memory|ivm|_ivm|\$0|\$1|\$2|\$3|\$4|gc|d8|print|load|read|XMLHttpRequest|WebSocket|EventSource|Worker|importScripts|navigator|location|indexedDB|localStorage|caches|MessageChannel|BroadcastChannel)$/;
  return { text: `found: ${[...found].filter((name) => unwanted.test(name)).join()}` };
}
