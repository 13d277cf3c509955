import { listener } from "./listener";

/** A stream of events. */
export async function attack() {
  let arrived = "";
  try {
    const source = new EventSource(`${listener}/events`);
    await new Promise((done) => {
      source.onopen = () => done((arrived = "opened"));
      source.onerror = done;
      setTimeout(done, 1_000);
    });
    source.close();
  } catch {
    // Refused at once.
  }
  console.log(`arrived: ${arrived}`);
}
