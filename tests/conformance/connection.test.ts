import { once } from "node:events";
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from "node:http2";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { envelope, openEnvelopes } from "./envelopes.ts";
import { codecOf, type Note, openSite, type Site } from "./site.ts";

let site: Site;
let stopped = false;
let session: ClientHttp2Session;
beforeAll(async () => {
  site = await openSite();
}, 60_000);
beforeEach(async () => {
  session = connect(site.url);
  session.on("error", () => {});
  await once(session, "remoteSettings");
});
afterEach(() => session.destroy());
afterAll(async () => {
  if (!stopped) await site?.stop();
});

const note = () => codecOf(site.service.method.say?.input ?? expect.unreachable());
const bytes = (message: Note) => envelope(note().write(message));

function call(method: string): ClientHttp2Stream {
  return session.request({
    ":method": "POST",
    ":path": site.plain(method),
    "content-type": "application/grpc",
    te: "trailers",
    "x-deployment": site.id,
  });
}

/** The texts of the replies until the call is over. */
async function read(stream: ClientHttp2Stream): Promise<string[]> {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(stream, "close");
  return openEnvelopes(Buffer.concat(chunks)).map(({ data }) => note().read(data).text ?? "");
}

describe("G20, K10 pings:", () => {
  const ping = () => new Promise<boolean>((resolve) => session.ping((error) => resolve(error === null)));

  test("a client that pings again and again hears ENHANCE_YOUR_CALM, too_many_pings", async () => {
    const goAway = once(session, "goaway");
    // More than four: what a connection says at its beginning may come between the first of them.
    for (let sent = 0; sent < 8; sent++) session.ping(() => {});
    const [code, , reason] = await goAway;
    expect([code, String(reason)]).toEqual([constants.NGHTTP2_ENHANCE_YOUR_CALM, "too_many_pings"]);
  });

  test("three are forgiven", async () => {
    for (let sent = 0; sent < 3; sent++) expect(await ping()).toBe(true);
    const stream = call("Say");
    stream.end(bytes({ text: "still here" }));
    expect(await read(stream)).toEqual(["still here"]);
  });

  test("one that pings between its calls is welcome: whoever hears data may ask again", async () => {
    for (let sent = 0; sent < 6; sent++) {
      expect(await ping()).toBe(true);
      const stream = call("Say");
      stream.end(bytes({ text: "still here" }));
      expect(await read(stream)).toEqual(["still here"]);
    }
    expect(session.closed).toBe(false);
  });
});

// The last one: nothing answers afterwards.
test("G17 a server that stops says GOAWAY first, and the call under way is answered to its end", async () => {
  const stream = call("Chat");
  stream.write(bytes({ text: "before" }));
  await once(stream, "response");
  const texts = read(stream);
  const goAway = once(session, "goaway");
  const stop = site.stop();
  stopped = true;
  const [code, lastStream] = await goAway;
  expect([code, lastStream >= Number(stream.id)]).toEqual([constants.NGHTTP2_NO_ERROR, true]);
  stream.write(bytes({ text: "after" }));
  stream.end();
  expect(await texts).toEqual(["before", "after"]);
  await stop;
  await expect(fetch(`${site.url}/healthz`)).rejects.toThrow();
});
