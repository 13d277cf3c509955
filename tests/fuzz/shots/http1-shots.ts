import type { Random } from "#lib/random.ts";
import { chance, mutate, pick, randomBytes, randomText } from "../chance.ts";
import type { BytesShot, Target } from "../shot.ts";
import { pathOf } from "../target-program.ts";

type Http1Shot = Omit<BytesShot, "kind" | "speaks" | "note" | "cases" | "steps">;

function shot(note: string, text: string | Buffer, over: Partial<Http1Shot> = {}): BytesShot {
  return {
    kind: "bytes",
    speaks: "http1",
    note,
    cases: 1,
    steps: [{ bytes: typeof text === "string" ? Buffer.from(text, "latin1") : text }],
    ending: "half-close",
    mustAnswer: 0,
    mayBreakOff: true,
    ...over,
  };
}

function soundRequest(random: Random, { deploymentId }: Target): string {
  const body = '{"text":"Ada"}';
  return pick(random, [
    `POST ${pathOf(deploymentId, "Say")} HTTP/1.1\r\nHost: fuzz\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    `POST ${pathOf(deploymentId, "Say")} HTTP/1.1\r\nHost: fuzz\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\ne\r\n${body}\r\n0\r\n\r\n`,
    `GET ${pathOf(deploymentId, "Look")}?connect=v1&encoding=json&message=%7B%7D HTTP/1.1\r\nHost: fuzz\r\n\r\n`,
    `POST ${pathOf(deploymentId, "Count")} HTTP/1.1\r\nHost: fuzz\r\nContent-Type: application/connect+json\r\nContent-Length: 7\r\n\r\n\0\0\0\0\x02{}`,
    "GET /healthz HTTP/1.1\r\nHost: fuzz\r\nConnection: keep-alive\r\n\r\n",
    "GET /sandbox.html HTTP/1.1\r\nHost: fuzz:80\r\nAccept-Language: zh\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: fuzz\r\nCookie: locale=zh\r\nAccept-Language: de, zh;q=0.5\r\n\r\n",
    "OPTIONS /d/x/y HTTP/1.1\r\nHost: fuzz\r\nOrigin: http://a\r\nAccess-Control-Request-Method: POST\r\n\r\n",
  ]);
}

export function mutatedHttp1(random: Random, target: Target): BytesShot {
  return shot(
    "a request with damaged bytes",
    mutate(random, Buffer.from(soundRequest(random, target), "latin1")),
    {
      ending: pick(random, ["half-close", "half-close", "half-close", "reset"]),
    },
  );
}

export function noiseShot(random: Random): BytesShot {
  return shot("noise", randomBytes(random, random.whole(1, 300)));
}

/** Requests whose end two readers could see in different places (RFC 9112, 11.2). The second one must never be believed. */
export function smuggling(random: Random, target: Target): BytesShot {
  const hidden = "GET /smuggled HTTP/1.1\r\nHost: fuzz\r\n\r\n";
  const head = `POST ${pathOf(target.deploymentId, "Say")} HTTP/1.1\r\nHost: fuzz\r\nContent-Type: application/json\r\n`;
  const text = pick(random, [
    `${head}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    `${head}Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n${hidden}`,
    `${head}Content-Length: 2\r\nContent-Length: 44\r\n\r\n{}${hidden}`,
    `${head}Content-Length: 2, 44\r\n\r\n{}${hidden}`,
    `${head}Content-Length: +2\r\n\r\n{}${hidden}`,
    `${head}Content-Length: 0x2\r\n\r\n{}${hidden}`,
    `${head}Content-Length: 2\v\r\n\r\n{}${hidden}`,
    `${head}Content-Length : 2\r\n\r\n{}${hidden}`,
    `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`,
    `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${hidden}`,
    `${head}Transfer-Encoding: identity, chunked\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n${hidden}`,
    `${head}Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n${hidden}`,
    `${head}Transfer-Encoding\n: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    `${head}Transfer-Encoding: chunked\r\n\r\n2;a=b\n{}\r\n0\r\n\r\n${hidden}`,
    `${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n${hidden}`,
    `${head}Transfer-Encoding: chunked\r\n\r\n00000000000000000002\r\n{}\r\n0\r\n\r\n${hidden}`,
    `${head}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}${hidden}`,
    `${head}Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n${hidden}`,
    `${head}Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n${hidden}`,
    `${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nContent-Length: 44\r\nHost: other\r\n\r\n${hidden}`,
    `${head}Transfer-Encoding: chunked\r\nTrailer: x\r\n\r\n0\r\n${"x: y\r\n".repeat(3_000)}\r\n${hidden}`,
    `${head}Transfer-Encoding: chunked\r\n\r\n2${";x=y".repeat(6_000)}\r\n{}\r\n0\r\n\r\n${hidden}`,
    `${head}Content-Length: 2\r\nExpect: 100-continue\r\n\r\n{}${hidden}`,
    `${head}Content-Length: 2\r\nExpect: 200-ok\r\n\r\n{}${hidden}`,
    `${head}Content-Length: 2\r\nUpgrade: h2c\r\nHTTP2-Settings: AAAA\r\nConnection: Upgrade\r\n\r\n{}${hidden}`,
    `${head}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAA\r\n\r\n${hidden}`,
    `${head}X: a\r\n b\r\nContent-Length: 2\r\n\r\n{}${hidden}`,
    `${head}X: a\rContent-Length: 44\r\nContent-Length: 2\r\n\r\n{}${hidden}`,
    `${head}X: a\nContent-Length: 44\r\n\r\n{}${hidden}`,
    `${head}X\0: a\r\nContent-Length: 2\r\n\r\n{}${hidden}`,
    `GET ${hidden}`,
    `CONNECT fuzz:443 HTTP/1.1\r\nHost: fuzz\r\n\r\n${hidden}`,
    `HEAD /d/x/y HTTP/1.1\r\nHost: fuzz\r\nContent-Length: 44\r\n\r\n${hidden}`,
    `\r\n\r\n\r\n${head}Content-Length: 2\r\n\r\n{}\r\n\r\n${hidden}`,
  ]);
  return shot(
    "a request that ends in two places",
    chance(random, 0.3) ? mutate(random, Buffer.from(text, "latin1")) : text,
  );
}

export function oddHttp1Head(random: Random, target: Target): BytesShot {
  const path = pathOf(target.deploymentId, "Say");
  const bytes = pick<() => string>(random, [
    () => `POST ${path} HTTP/1.0\r\n\r\n`,
    () => `POST ${path} HTTP/0.9\r\n\r\n`,
    () => `POST ${path} HTTP/1.2\r\nHost: fuzz\r\n\r\n`,
    () => `POST ${path} HTTP/3.0\r\nHost: fuzz\r\n\r\n`,
    () => `POST ${path}\r\n\r\n`,
    () => `get ${path} http/1.1\r\nhost: fuzz\r\n\r\n`,
    () => `${"A".repeat(random.whole(1, 20_000))} / HTTP/1.1\r\nHost: fuzz\r\n\r\n`,
    () => `GET /${"a".repeat(random.whole(1, 40_000))} HTTP/1.1\r\nHost: fuzz\r\n\r\n`,
    () => `GET ${randomText(random, 40)} HTTP/1.1\r\nHost: fuzz\r\n\r\n`,
    () => `GET http://${randomText(random, 12)}/healthz HTTP/1.1\r\nHost: fuzz\r\n\r\n`,
    () => `GET /healthz HTTP/1.1\r\nHost: ${randomText(random, 20)}\r\n\r\n`,
    () => "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    () => `GET //${randomText(random, 8)} HTTP/1.1\r\nHost: fuzz\r\n\r\n`,
    () => `GET /healthz HTTP/1.1\r\nHost: fuzz\r\n${randomText(random, 30)}\r\n\r\n`,
    () => `GET /healthz HTTP/1.1\r\nHost: fuzz\r\n${`x-${randomText(random, 3)}: y\r\n`.repeat(3_000)}\r\n`,
    () => `GET /healthz HTTP/1.1\r\nHost: fuzz\r\n${"a: b\r\n".repeat(random.whole(1_900, 2_100))}\r\n`,
    () => `GET /healthz HTTP/1.1\r\nHost: fuzz\r\nCookie: ${"a=b; ".repeat(5_000)}\r\n\r\n`,
    () => `GET /healthz HTTP/1.1\r\nHost: fuzz\r\nRange: bytes=${"0-1,".repeat(2_000)}\r\n\r\n`,
    () => `GET / HTTP/1.1\r\nHost: fuzz\r\nAccept-Language: ${"a-b;q=0.1,".repeat(1_000)}\r\n\r\n`,
    () => `GET /sandbox.html HTTP/1.1\r\nHost: fuzz\r\nX-Forwarded-Proto: ${randomText(random, 9)}\r\n\r\n`,
    () => `OPTIONS * HTTP/1.1\r\nHost: fuzz\r\n\r\n`,
    () => `GET /run/%2e%2e/%2e%2e/package.json HTTP/1.1\r\nHost: fuzz\r\n\r\n`,
  ])();
  return shot("an odd head", bytes);
}

/** Cut off anywhere: a client that vanished, or one that only stopped writing. */
export function truncatedHttp1(random: Random, target: Target): BytesShot {
  const text = soundRequest(random, target);
  return shot("a request cut off", text.slice(0, random.whole(1, text.length)), {
    ending: pick(random, ["half-close", "half-close", "reset"]),
  });
}

/** Asks for much and reads nothing. */
export function deafHttp1(random: Random, target: Target): BytesShot {
  const one = pick(random, [
    "GET /sandbox.html HTTP/1.1\r\nHost: fuzz\r\n\r\n",
    `GET ${pathOf(target.deploymentId, "Look")}?connect=v1&encoding=json&message=%7B%7D HTTP/1.1\r\nHost: fuzz\r\n\r\n`,
  ]);
  return shot("replies nobody reads", one.repeat(300), { ending: "deaf" });
}
