import type { Random } from "#lib/random.ts";
import { chance, mutate, pick, pickWeighted, randomBytes } from "../chance.ts";
import type { Target } from "../shot.ts";
import { methods, pathOf } from "../target-program.ts";
import { envelope, oddEnvelopes, oddJson, oddProto } from "./odd-messages.ts";
import { compressed, metadata } from "./odd-metadata.ts";

/** A request whose HTTP is sound and whose contents are not. */
export type RpcRequest = {
  readonly verb: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** `overHttp2`: gRPC as well. */
export function makeRpcRequest(random: Random, target: Target, overHttp2: boolean): RpcRequest {
  return pickWeighted<() => RpcRequest>(random, [
    [4, () => connectJson(random, target)],
    [2, () => connectProto(random, target)],
    [3, () => connectGet(random, target)],
    [5, () => enveloped(random, target, overHttp2)],
    [2, () => grpcWebText(random, target)],
    [2, () => ownApi(random, overHttp2)],
    [1, () => oddAddress(random, target)],
  ])();
}

function connectJson(random: Random, { deploymentId }: Target): RpcRequest {
  const [encoding, body] = compressed(random, oddJson(random), "content-encoding");
  const type = pick(random, [
    "application/json",
    "application/json",
    "application/json; charset=utf-8",
    "application/json; charset=utf-16",
    "APPLICATION/JSON",
    "text/plain",
  ]);
  const headers = { "content-type": type, ...metadata(random), ...encoding };
  return {
    verb: "POST",
    path: pathOf(deploymentId, pick(random, ["Say", "Look", ...methods])),
    headers,
    body,
  };
}

function connectProto(random: Random, { deploymentId }: Target): RpcRequest {
  const [encoding, body] = compressed(random, oddProto(random), "content-encoding");
  const headers = { "content-type": "application/proto", ...metadata(random), ...encoding };
  return { verb: "POST", path: pathOf(deploymentId, pick(random, ["Say", "Look"])), headers, body };
}

function connectGet(random: Random, { deploymentId }: Target): RpcRequest {
  const message = pick(random, [
    encodeURIComponent('{"text":"Ada"}'),
    encodeURIComponent(oddJson(random).toString("latin1").slice(0, 2_000)),
    oddProto(random).subarray(0, 2_000).toString("base64url"),
    "%ff%fe",
    "%",
    "%zz",
    "A",
    "",
  ]);
  const parts = [
    `connect=${pick(random, ["v1", "v1", "v2", ""])}`,
    `encoding=${pick(random, ["json", "json", "proto", "xml", "%00", "__proto__"])}`,
    `message=${message}`,
    `base64=${pick(random, ["1", "0", "1&base64=1", "x"])}`,
    `compression=${pick(random, ["gzip", "identity", "br", "snappy", "%F0"])}`,
    pick(random, ["&&&&", "====", "a[b]=c", "%00=%00", "?", "message=%22"]),
  ].filter(() => chance(random, 0.75));
  const path = `${pathOf(deploymentId, pick(random, ["Look", "Look", "Say"]))}?${parts.join("&")}`;
  return { verb: "GET", path, headers: metadata(random), body: Buffer.alloc(0) };
}

function enveloped(random: Random, { deploymentId }: Target, overHttp2: boolean): RpcRequest {
  const codec = pick(random, ["json", "proto"]);
  const family = pick(random, ["connect", "grpc-web", overHttp2 ? "grpc" : "grpc-web"]);
  const [encoding, body] = compressed(
    random,
    oddEnvelopes(random, codec),
    pick(random, ["grpc-encoding", "connect-content-encoding", "content-encoding"]),
  );
  const headers = {
    "content-type": `application/${family}+${codec}`,
    ...(family === "grpc" ? { te: "trailers" } : {}),
    ...metadata(random),
    ...encoding,
  };
  const named = family === "grpc" && chance(random, 0.5);
  const method = pick(random, methods);
  return {
    verb: "POST",
    path: named ? `/fuzz.v1.Target/${method}` : pathOf(deploymentId, method),
    headers: named ? { ...headers, "x-deployment": deploymentId } : headers,
    body,
  };
}

function grpcWebText(random: Random, { deploymentId }: Target): RpcRequest {
  const text = oddEnvelopes(random, "proto").toString("base64");
  const body = pickWeighted<() => Buffer>(random, [
    [2, () => Buffer.from(text)],
    // Two texts, each with its own padding: what a streaming browser sends.
    [1, () => Buffer.from(text + text)],
    [3, () => mutate(random, Buffer.from(text))],
    [1, () => randomBytes(random, random.whole(1, 50))],
    [1, () => Buffer.from("=".repeat(random.whole(1, 3_000)))],
  ])();
  const type = `application/grpc-web-text${pick(random, ["", "+proto", "+json", "+"])}`;
  return {
    verb: "POST",
    path: pathOf(deploymentId, pick(random, methods)),
    headers: { "content-type": type, accept: "application/grpc-web-text", ...metadata(random) },
    body,
  };
}

/**
 * Nothing that compiles or starts anything: that is what its own tests and limits are for. Over HTTP/1.1 no stream that
 * lasts as long as it likes, because the requests behind it would wait.
 */
function ownApi(random: Random, overHttp2: boolean): RpcRequest {
  const service = pick(random, [
    "playground.v1.ClockService/Ping",
    "playground.v1.DeploymentService/CreateDeployment",
    `playground.v1.DeploymentService/${overHttp2 ? "WatchDeployment" : "NoMethod"}`,
    "playground.v1.NoService/None",
    "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
    "grpc.health.v1.Health/Check",
  ]);
  const isStream = /Watch|Reflection/.test(service);
  const json = Buffer.from('{"id":"nobody","files":[{"path":"a.proto"}],"runId":7}');
  const body = chance(random, 0.5) ? oddJson(random) : mutate(random, json);
  return {
    verb: "POST",
    path: `${pick(random, ["", "/rpc"])}/${service}`,
    headers: {
      "content-type": isStream ? "application/connect+json" : "application/json",
      ...metadata(random),
    },
    body: isStream ? envelope(random, body) : body,
  };
}

function oddAddress(random: Random, { deploymentId }: Target): RpcRequest {
  const path = pick(random, [
    "/d/",
    "/d//x/y",
    `/d/${"a".repeat(3_000)}/a.B/C`,
    `/d/${deploymentId}`,
    `/d/${deploymentId}/`,
    `/d/${deploymentId}/../../etc/passwd`,
    `/d/${deploymentId}/fuzz.v1.Target/__proto__`,
    `/d/${deploymentId}/%2e%2e/x`,
    "/d/__proto__/constructor/x",
    "/d/%00/a.B/C",
    "/run/../../package.json",
    "/_next/static/../../../etc/passwd",
    "/%ff",
    "/en/play/%E0%A4%A",
    "/healthz?x=%",
    "/readyz",
    "/sandbox.html?",
    "/en/limits",
  ]);
  const verb = pick(random, ["GET", "POST", "DELETE", "OPTIONS", "PUT", "TRACE", "PATCH"]);
  return { verb, path, headers: metadata(random), body: Buffer.alloc(0) };
}
