import { listener } from "./listener";

/** What workers can load that is no script. */
export async function attack() {
  let arrived = "";
  try {
    const image = new (self as any).Image();
    image.src = `${listener}/image.png`;
    arrived += "image";
  } catch {
    // There is none in a worker.
  }
  try {
    const font = new FontFace("evil", `url(${listener}/font.woff2)`);
    (self as any).fonts?.add(font);
    await font.load();
    arrived += "font";
  } catch {
    // Refused.
  }
  console.log(`arrived: ${arrived}`);
}
