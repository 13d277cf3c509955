import { listener } from "./listener";

/** Datagrams over HTTP/3. */
export async function attack() {
  let arrived = "";
  try {
    const transport = new (self as any).WebTransport(listener.replace("http:", "https:"));
    transport.closed.catch(() => {});
    await Promise.race([
      transport.ready.then(() => (arrived = "ready")),
      new Promise((_, failed) => setTimeout(failed, 1_000)),
    ]);
  } catch {
    // Refused.
  }
  console.log(`arrived: ${arrived}`);
}
