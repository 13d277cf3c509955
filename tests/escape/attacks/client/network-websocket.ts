import { listener } from "./listener";

/** A socket, also to the own server's port. */
export async function attack() {
  const results: string[] = [];
  for (const url of [listener.replace("http", "ws"), `${listener.replace("http", "ws")}/d/x`]) {
    try {
      const socket = new WebSocket(url);
      await new Promise((done) => {
        socket.onopen = () => done(results.push("opened"));
        socket.onerror = done;
        setTimeout(done, 1_000);
      });
    } catch {
      // Refused at once.
    }
  }
  console.log(`arrived: ${results.join()}`);
}
