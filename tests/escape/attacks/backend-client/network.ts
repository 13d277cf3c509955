import { listener, site } from "./addresses";

/** Whatever might reach a network, by name. */
export async function attack() {
  const found: string[] = [];
  const attempts: [string, () => unknown][] = [
    ["fetch", () => (globalThis as any).fetch(listener)],
    ["fetch the site", () => (globalThis as any).fetch(`${site}/readyz`)],
    ["XMLHttpRequest", () => new (globalThis as any).XMLHttpRequest()],
    ["WebSocket", () => new (globalThis as any).WebSocket(listener.replace("http", "ws"))],
    ["Worker", () => new (globalThis as any).Worker("data:,")],
    ["import of a module", () => import(`${listener}/module.js` as string)],
    ["import of node:http", () => import("node:http" as string)],
    ["importScripts", () => (globalThis as any).importScripts(`${listener}/script.js`)],
  ];
  for (const [name, attempt] of attempts) {
    try {
      await attempt();
      found.push(name);
    } catch {
      // As it should be.
    }
  }
  console.log(`found: ${found.join()}`);
}
