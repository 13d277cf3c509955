import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { defaultLimits } from "#lib/limits.ts";
import { importFiles, isSource } from "./import-files.ts";
import { readZip } from "./read-zip.ts";
import type { Snippet } from "./snippet.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const raw = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([path, content]) => ({ path, bytes: bytes(content) }));

const before: Snippet = {
  files: [
    { path: "greet.proto", content: "old" },
    { path: "server.ts", content: "mine" },
    { path: "client.ts", content: "mine too" },
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
const imported = (files: Readonly<Record<string, string>>) => importFiles(raw(files), before, defaultLimits);
const pathsOf = (files: Readonly<Record<string, string>>) => {
  const result = imported(files);
  return result.ok ? result.value.files.map(({ path }) => path) : result.problem;
};

describe("files from the visitor's disk", () => {
  test("a proto file replaces the one of its name and leaves the rest as it is", () => {
    const result = imported({ "greet.proto": "new", "more/other.proto": "added" });
    expect(result).toEqual({
      ok: true,
      value: {
        ...before,
        files: [
          { path: "greet.proto", content: "new" },
          ...before.files.slice(1),
          { path: "more/other.proto", content: "added" },
        ],
      },
    });
  });

  test("a whole program takes the place of what was there, in the order of the editor", () => {
    const result = imported({
      "p/client.ts": "c",
      "p/server.ts": "s",
      "p/api/greet.proto": "g",
      "p/lib/a.ts": "a",
    });
    if (!result.ok) throw new Error(result.problem.kind);
    expect(result.value.files.map(({ path }) => path)).toEqual([
      "api/greet.proto",
      "lib/a.ts",
      "server.ts",
      "client.ts",
    ]);
    expect([result.value.experiment, result.value.starter]).toEqual(["", ""]);
    expect(result.value.settings).toEqual(before.settings);
  });

  test("the folder around everything is left out, and only that", () => {
    expect(pathsOf({ "a/b/server.ts": "", "a/b/x/y.proto": "" })).toEqual(["x/y.proto", "server.ts"]);
    expect(pathsOf({ "ab/server.ts": "", "a/y.proto": "" })).toContain("a/y.proto");
    expect(pathsOf({ "server.ts": "", "x/y.proto": "" })).toEqual(["x/y.proto", "server.ts"]);
  });

  test("what tools made, installed or hid is no source", () => {
    const others = [
      "node_modules/x/a.ts",
      "gen/a_pb.ts",
      ".git/a.ts",
      "a.d.ts",
      "README.md",
      "a.js",
      "package.json",
    ];
    expect(others.filter(isSource)).toEqual([]);
    expect(["a.ts", "p/gene/a.proto", "server.ts"].filter(isSource)).toHaveLength(3);
    expect(pathsOf({ "README.md": "x" })).toEqual({ kind: "noSources" });
  });

  test("what is no text, and what no server takes, is named", () => {
    const latin = [{ path: "a.ts", bytes: Uint8Array.of(0x68, 0xe9) }];
    expect(importFiles(latin, before, defaultLimits)).toEqual({
      ok: false,
      problem: { kind: "notText", path: "a.ts" },
    });
    expect(pathsOf({ "a b.ts": "" })).toMatchObject({
      kind: "refused",
      why: { reason: "FILE_PATH_INVALID" },
    });
    expect(pathsOf({ "../../etc/x.ts": "", "../a.ts": "" })).toEqual({ kind: "noSources" });
  });
});

describe("a zip", () => {
  const bounds = { maxEntries: 10, maxBytes: 1_000 };
  const zip = (files: Readonly<Record<string, string>>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([path, content]) => [path, bytes(content)])));

  test("gives back what is wanted of it", () => {
    const result = readZip(
      zip({ "p/server.ts": "你好", "p/node_modules/big.ts": "x".repeat(5_000) }),
      isSource,
      bounds,
    );
    expect(result).toEqual({ ok: true, value: raw({ "p/server.ts": "你好" }) });
  });

  test("that is none, or breaks off, is named", () => {
    const whole = zip({ "server.ts": "x".repeat(500) });
    for (const broken of [bytes("no zip"), new Uint8Array(), whole.slice(0, -10)])
      expect(readZip(broken, isSource, bounds)).toEqual({ ok: false, problem: { kind: "notZip" } });
  });

  test("of too much, or of too many, is not unpacked", () => {
    expect(readZip(zip({ "a.ts": "x".repeat(1_001) }), isSource, bounds)).toMatchObject({
      problem: { kind: "tooLarge" },
    });
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`${at}.md`, ""]));
    expect(readZip(zip(many), isSource, bounds)).toMatchObject({ problem: { kind: "tooMany" } });
  });

  test("that lies about its sizes gives no more than it declares", () => {
    const honest = zip({ "a.ts": "x".repeat(100_000) });
    const lying = honest.slice();
    const directory = lying.findIndex(
      (_, at) => lying[at] === 0x50 && lying[at + 1] === 0x4b && lying[at + 2] === 1 && lying[at + 3] === 2,
    );
    new DataView(lying.buffer).setUint32(directory + 24, 10, true);
    const result = readZip(lying, isSource, bounds);
    const given = result.ok ? result.value.reduce((sum, file) => sum + file.bytes.length, 0) : 0;
    expect(given).toBeLessThanOrEqual(10);
  });
});
