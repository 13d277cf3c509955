import { listener } from "./listener";

/** Styles load pictures, fonts and other styles. */
export async function attack() {
  let arrived = "";
  try {
    const sheet = new (self as any).CSSStyleSheet();
    sheet.replaceSync(
      `@import url(${listener}/style.css); * { background: url(${listener}/background.png) }`,
    );
    arrived = "style";
  } catch {
    // There are none in a worker.
  }
  try {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d") as any;
    canvas.filter = `url(${listener}/filter.svg#x)`;
    canvas.fillRect(0, 0, 1, 1);
  } catch {
    // Refused.
  }
  await new Promise((done) => setTimeout(done, 300));
  console.log(`arrived: ${arrived}`);
}
