import { create, equals, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { afterEach, describe, expect, test } from "vitest";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { ReportReason, ShareService, SnippetSchema } from "#lib/gen/playground/v1/share_pb.ts";
import { defaultLimits, type Limits } from "#lib/limits.ts";
import { madeWith } from "#lib/share/made-with.ts";
import type { Snippet } from "#lib/share/snippet.ts";
import { toSnippetMessage } from "#lib/share/snippet-message.ts";
import { createQuota } from "#server/quota/quota.ts";
import { openSqliteStore } from "#server/store/open-sqlite-store.ts";
import type { Store } from "#server/store/store.ts";
import { createShareLibrary } from "./share-library.ts";
import { createShareService } from "./share-service.ts";

const stores: Store[] = [];
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

/** The service as the server joins it, over a real store in memory. */
async function serve(overrides: Partial<Limits> = {}) {
  const limits = { ...defaultLimits, ...overrides };
  const store = await openSqliteStore(":memory:");
  stores.push(store);
  let nowMs = 1_795_000_000_000;
  const service = createShareService({
    limits,
    quota: createQuota({ perMinute: limits.sharesPerMinute, nowMs: () => 0 }),
    library: createShareLibrary(store, () => nowMs++),
  });
  const transport = createRouterTransport((router) => void router.service(ShareService, service));
  return { shares: createClient(ShareService, transport), store };
}

const snippet: Snippet = {
  files: [
    { path: "greet.proto", content: 'syntax = "proto3";\n' },
    { path: "server.ts", content: "// 你好\r\n" },
  ],
  settings: {
    workers: 10,
    queueLimit: null,
    network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
    protocol: "connect",
    codec: "binary",
    calls: 4,
  },
  experiment: "blocking",
  starter: "greeter",
};
const message = (changed: Partial<Snippet> = {}) => toSnippetMessage({ ...snippet, ...changed });

async function refusalOf(answer: Promise<unknown>) {
  const error = await answer.then(
    () => null,
    (reason) => ConnectError.from(reason),
  );
  if (error === null) throw new Error("it was answered");
  const info = error.findDetails(ErrorInfoSchema)[0];
  return { code: error.code, reason: info?.reason, values: info?.metadata };
}

describe("short links", () => {
  test("what was kept comes back byte for byte, with when and with what it was made", async () => {
    const { shares } = await serve();
    const { id } = await shares.createShare({ snippet: message() });
    expect(id).toMatch(/^[a-z2-7]{26}$/);
    const { outcome } = await shares.getShare({ id });
    if (outcome.case !== "kept" || outcome.value.snippet === undefined) throw new Error("not kept");
    expect(equals(SnippetSchema, outcome.value.snippet, message())).toBe(true);
    expect(outcome.value.createdAtUnixMs).toBe(1_795_000_000_000);
    expect(outcome.value.madeWith).toBe(madeWith);
  });

  test("the same content has the same id, however it was said, and any change has another", async () => {
    const { shares } = await serve();
    const { id } = await shares.createShare({ snippet: message() });
    const said = message();
    // A field that this version does not know cannot make two of one.
    said.$unknown = [{ no: 500, wireType: 2, data: Uint8Array.of(1, 7) }];
    expect(toBinary(SnippetSchema, said)).not.toEqual(toBinary(SnippetSchema, message()));
    expect((await shares.createShare({ snippet: said })).id).toBe(id);
    const others = [
      message({ experiment: "allAtOnce" }),
      message({ settings: { ...snippet.settings, calls: 5 } }),
      message({ files: [...snippet.files].reverse() }),
      message({ starter: "" }),
    ];
    const ids = await Promise.all(
      others.map(async (other) => (await shares.createShare({ snippet: other })).id),
    );
    expect(new Set([id, ...ids]).size).toBe(5);
  });

  test("keeping it again changes neither when nor with what it was made", async () => {
    const { shares, store } = await serve();
    const { id } = await shares.createShare({ snippet: message() });
    const before = await store.loadShare(id);
    await shares.createShare({ snippet: message() });
    expect(await store.loadShare(id)).toEqual(before);
  });

  test("what an operator removed says so with the reason, and cannot be made again", async () => {
    const { shares, store } = await serve();
    const { id } = await shares.createShare({ snippet: message() });
    await store.removeShare(id, "passwords in server.ts", 1);
    expect((await shares.getShare({ id })).outcome).toMatchObject({
      case: "removed",
      value: { reason: "passwords in server.ts" },
    });
    const again = await shares.createShare({ snippet: message() });
    expect([again.id, again.removed?.reason]).toEqual(["", "passwords in server.ts"]);
    expect(await refusalOf(shares.reportShare({ id, reason: ReportReason.HARMFUL }))).toMatchObject({
      code: Code.NotFound,
      reason: "SHARE_NOT_FOUND",
    });
  });

  test("reports reach the operator's list under names of their own", async () => {
    const { shares, store } = await serve();
    const { id } = await shares.createShare({ snippet: message() });
    for (const reason of [ReportReason.HARMFUL, ReportReason.HARMFUL, ReportReason.UNSPECIFIED])
      await shares.reportShare({ id, reason });
    const told = (await store.listReports(10)).map(({ reason, reports }) => `${reason} ${reports}`);
    expect(told.sort()).toEqual(["harmful 2", "other 1"]);
  });
});

describe("a short link is refused", () => {
  test.each([
    ["without a snippet", undefined, "SNIPPET_EMPTY"],
    ["without files", create(SnippetSchema, { calls: 1 }), "SNIPPET_EMPTY"],
    [
      "with a path that leads elsewhere",
      message({ files: [{ path: "../a.ts", content: "" }] }),
      "FILE_PATH_INVALID",
    ],
    [
      "with settings out of range",
      message({ settings: { ...snippet.settings, workers: 1_000 } }),
      "SETTING_OUT_OF_RANGE",
    ],
  ])("%s", async (_, said, reason) => {
    const { shares } = await serve();
    const refused = await refusalOf(shares.createShare(said === undefined ? {} : { snippet: said }));
    expect(refused).toMatchObject({ code: Code.InvalidArgument, reason });
  });

  test("beyond its size, whose limit and value it names, and not a byte before", async () => {
    const { shares } = await serve();
    const sized = (length: number) =>
      message({ files: [{ path: "server.ts", content: "x".repeat(length) }] });
    const overhead = toBinary(SnippetSchema, sized(60_000)).length - 60_000;
    const most = defaultLimits.maxShareBytes - overhead;
    expect((await shares.createShare({ snippet: sized(most) })).id).not.toBe("");
    expect(await refusalOf(shares.createShare({ snippet: sized(most + 1) }))).toEqual({
      code: Code.InvalidArgument,
      reason: "SHARE_TOO_LARGE",
      values: { limit: "maxShareBytes", value: "65536", actual: "65537" },
    });
  });

  test("beyond so many a minute, reports among them; looking one up is free", async () => {
    const { shares } = await serve({ sharesPerMinute: 2 });
    const { id } = await shares.createShare({ snippet: message() });
    await shares.reportShare({ id, reason: ReportReason.OTHER });
    for (const answer of [shares.createShare({ snippet: message() }), shares.reportShare({ id })])
      expect(await refusalOf(answer)).toMatchObject({
        code: Code.ResourceExhausted,
        reason: "QUOTA_EXCEEDED",
        values: { limit: "sharesPerMinute", value: "2" },
      });
    expect((await shares.getShare({ id })).outcome.case).toBe("kept");
  });

  test("by an id that was never kept, and whatever else stands in its place", async () => {
    const { shares } = await serve();
    for (const id of ["", "a".repeat(26), "../../etc/passwd", "' or 1=1 --", "%", "x".repeat(100_000)])
      expect(await refusalOf(shares.getShare({ id }))).toMatchObject({
        code: Code.NotFound,
        reason: "SHARE_NOT_FOUND",
      });
  });
});
