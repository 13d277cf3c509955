import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "fflate";
import { describe, expect, test } from "vitest";
import { defaultLimits } from "#lib/limits.ts";
import { toBase64Url } from "./base64-url.ts";
import { isLinkFragment } from "./is-link-fragment.ts";
import { maxLinkLength, parseLinkFragment, toLinkFragment } from "./link-fragment.ts";
import type { Snippet } from "./snippet.ts";

const snippet: Snippet = {
  files: [
    { path: "greet.proto", content: 'syntax = "proto3";\n' },
    { path: "server.ts", content: "// 你好 🎈 \0\r\n" },
    { path: "lib/时钟.ts", content: "" },
  ],
  settings: {
    workers: 3,
    queueLimit: 0,
    network: { delayMs: 12.5, jitterMs: 0, bandwidthKbps: 64 },
    protocol: "grpc-web",
    codec: "json",
    calls: 25,
    where: "backend",
  },
  experiment: "allAtOnce",
  starter: "lesson:one-after-another",
};

const parse = (fragment: string, limits: Partial<typeof defaultLimits> = {}) =>
  parseLinkFragment(fragment, { ...defaultLimits, ...limits });

/** The fragment of these bytes, whatever they say. */
const fragmentOf = (bytes: Uint8Array) => `code=${toBase64Url(bytes)}`;
const withHead = (version: number, packed: Uint8Array) =>
  fragmentOf(Uint8Array.of(version, 0, 0, 0, 0, ...packed));

describe("a link with everything in it", () => {
  test("gives back what was put in, byte for byte, with or without the sign before the fragment", () => {
    const fragment = toLinkFragment(snippet);
    expect(parse(fragment)).toEqual({ ok: true, value: snippet });
    expect(parse(`#${fragment}`)).toEqual({ ok: true, value: snippet });
  });

  test("keeps apart what is not chosen from what is zero", () => {
    const settings = { ...snippet.settings, workers: null, queueLimit: null };
    const { where: _, ...unplaced } = settings;
    const open = { ...snippet, settings: unplaced, experiment: "", starter: "" };
    expect(parse(toLinkFragment(open))).toEqual({ ok: true, value: open });
  });

  test("is the same for the same work, and its letters need no escaping in an address", () => {
    const again = { ...snippet, files: snippet.files.map((file) => ({ ...file })) };
    expect(toLinkFragment(again)).toBe(toLinkFragment(snippet));
    expect(toLinkFragment(snippet)).toMatch(/^code=[A-Za-z0-9_-]+$/);
    const minus = { ...snippet.settings.network, jitterMs: -0 };
    expect(toLinkFragment({ ...snippet, settings: { ...snippet.settings, network: minus } })).toBe(
      toLinkFragment(snippet),
    );
  });

  test("holds every starter within the length that every browser and server must take", () => {
    for (const name of readdirSync("starters")) {
      for (const locale of ["en", "zh"]) {
        const folder = join("starters", name, locale);
        const files = readdirSync(folder).map((path) => {
          return { path, content: readFileSync(join(folder, path), "utf8") };
        });
        expect(toLinkFragment({ ...snippet, files }).length, folder).toBeLessThan(maxLinkLength);
      }
    }
  });

  test("tells its own fragments from places on a page", () => {
    expect(isLinkFragment(`#${toLinkFragment(snippet)}`)).toBe(true);
    expect(isLinkFragment("#content")).toBe(false);
    expect(isLinkFragment("")).toBe(false);
  });
});

describe("a link that is not whole is named, and nothing is thrown", () => {
  test("at whatever letter it was cut", () => {
    const fragment = toLinkFragment(snippet);
    for (let length = "code=".length; length < fragment.length; length += 1) {
      const parsed = parse(fragment.slice(0, length));
      expect(parsed.ok ? "opened" : parsed.problem.kind, `${length} letters`).toBe("cut");
    }
  });

  test("whichever letter was changed: it never opens as something else", () => {
    const fragment = toLinkFragment(snippet);
    for (let at = "code=".length; at < fragment.length; at += 1) {
      for (const letter of ["A", "z", "-", "!"]) {
        if (fragment[at] === letter) continue;
        const parsed = parse(`${fragment.slice(0, at)}${letter}${fragment.slice(at + 1)}`);
        // The last letter has bits that no byte takes.
        if (parsed.ok) expect(parsed.value).toEqual(snippet);
        else expect(["cut", "damaged", "otherVersion", "tooLarge"]).toContain(parsed.problem.kind);
      }
    }
  });

  test("made by a newer version", () => {
    expect(parse(withHead(2, deflateSync(new Uint8Array())))).toEqual({
      ok: false,
      problem: { kind: "otherVersion", version: 2 },
    });
  });

  test("a bomb: what unpacks to more than a server takes is noticed while it is small", () => {
    const bomb = deflateSync(new Uint8Array(8 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    const parsed = parse(withHead(1, bomb));
    expect(parsed.ok ? "" : parsed.problem.kind).toBe("tooLarge");
    expect(parse(`code=${"A".repeat(3_000_000)}`).ok).toBe(false);
  });

  test("nothing, prose and other alphabets", () => {
    for (const text of ["code=", "code=A", "code=你好", "code=%00", "code=a b", "code=+/=="])
      expect(parse(text).ok, text).toBe(false);
  });
});

describe("a link that says what this server does not run is refused with the server's own reason", () => {
  const reasonOf = (changed: Partial<Snippet>, limits = {}) => {
    const parsed = parse(toLinkFragment({ ...snippet, ...changed }), limits);
    return parsed.ok || parsed.problem.kind !== "refused" ? null : parsed.problem.why;
  };
  const file = (path: string) => ({ files: [{ path, content: "" }] });

  test.each([
    ["../../etc/passwd.ts", "segment"],
    ["/etc/passwd.ts", "absolute"],
    ["C:/windows.ts", "absolute"],
    ["a b.ts", "characters"],
    ["__proto__.ts", "reserved"],
    ["gen/greet_pb.ts", "reserved"],
    ["run.sh", "extension"],
    ["", "empty"],
    [`${"a".repeat(300)}.ts`, "tooLong"],
  ])("the path %j: %s", (path, rule) => {
    expect(reasonOf(file(path))).toMatchObject({ reason: "FILE_PATH_INVALID", values: { rule } });
  });

  test("two files of one name, too many, too large, none", () => {
    const two = { files: [...file("a.ts").files, ...file("A.ts").files] };
    expect(reasonOf(two)?.reason).toBe("FILE_PATH_DUPLICATE");
    expect(reasonOf({}, { maxFiles: 2 })).toMatchObject({
      reason: "FILES_TOO_MANY",
      values: { limit: "maxFiles", value: 2, actual: 3 },
    });
    expect(reasonOf({}, { maxFileBytes: 10 })).toMatchObject({
      reason: "FILE_TOO_LARGE",
      values: { path: "greet.proto" },
    });
    expect(reasonOf({}, { maxSourceBytes: 20 })?.reason).toBe("SOURCES_TOO_LARGE");
    expect(reasonOf({ files: [] })?.reason).toBe("SNIPPET_EMPTY");
  });

  test("settings beyond what this server allows", () => {
    const settings = (changed: object) => ({ settings: { ...snippet.settings, ...changed } });
    const network = (changed: object) => settings({ network: { ...snippet.settings.network, ...changed } });
    const settingOf = (changed: Partial<Snippet>) => reasonOf(changed)?.values.setting;
    expect(settingOf(settings({ workers: 65 }))).toBe("workers");
    expect(settingOf(settings({ workers: 0 }))).toBe("workers");
    expect(settingOf(settings({ queueLimit: 1_001 }))).toBe("queueLimit");
    expect(settingOf(settings({ calls: 0 }))).toBe("calls");
    expect(settingOf(settings({ calls: 4_000_000_000 }))).toBe("calls");
    expect(settingOf(network({ delayMs: Number.NaN }))).toBe("network.delayMs");
    expect(settingOf(network({ jitterMs: Number.POSITIVE_INFINITY }))).toBe("network.jitterMs");
    expect(settingOf(network({ bandwidthKbps: 0.5 }))).toBe("network.bandwidthKbps");
    expect(settingOf({ experiment: "e".repeat(201) })).toBe("experiment.length");
    expect(settingOf({ starter: "s".repeat(201) })).toBe("starter.length");
  });
});
