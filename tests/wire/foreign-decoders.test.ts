import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DescMessage, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema, StructSchema } from "@bufbuild/protobuf/wkt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ServerEventSchema } from "#lib/gen/playground/v1/event_pb.ts";
import { createRandom } from "#lib/random.ts";
import { messageView } from "#lib/schema/json-view.ts";
import { openSchema } from "#lib/schema/open-schema.ts";
import { decodeProtobuf } from "#lib/wire/protobuf-bytes.ts";
import { damaged, randomMessage } from "#lib/wire/test-messages.ts";
import type { WireNode } from "#lib/wire/wire-node.ts";
import { whyMissing } from "../clients/debian.ts";

const noProtoc = whyMissing({ files: ["/usr/bin/protoc"], packages: ["protobuf-compiler"] });
const messages: readonly DescMessage[] = [FileDescriptorProtoSchema, ServerEventSchema, StructSchema];

describe.skipIf(noProtoc !== undefined)("protoc --decode_raw", () => {
  test("says the same of messages whose schema is not known", () => {
    const random = createRandom(11);
    let lines = 0;
    for (let count = 0; count < 40; count += 1) {
      const message = messages[count % messages.length] ?? StructSchema;
      const bytes = toBinary(message, randomMessage(message, random));
      const foreign = decodeRaw(bytes);
      expect(foreign).not.toBeNull();
      expect(ourRaw(bytes)).toEqual(foreign);
      lines += foreign?.length ?? 0;
    }
    expect(lines).toBeGreaterThan(400);
  });

  test("and refuses exactly the damaged ones in which we find something broken", () => {
    const random = createRandom(12);
    const verdicts = { sound: 0, broken: 0 };
    for (let count = 0; count < 80; count += 1) {
      const message = messages[count % messages.length] ?? StructSchema;
      const bytes = damaged(toBinary(message, randomMessage(message, random, 2)), random);
      const nodes = decodeProtobuf(bytes, 0, bytes.length, null);
      const isBroken = nodes.some(holdsRest);
      expect(decodeRaw(bytes) === null).toBe(isBroken);
      verdicts[isBroken ? "broken" : "sound"] += 1;
    }
    expect(verdicts.broken).toBeGreaterThan(15);
    expect(verdicts.sound).toBeGreaterThan(5);
  });
});

const holdsRest = (node: WireNode): boolean => node.kind === "rest" || node.children.some(holdsRest);

/** Null: it refuses the bytes. */
function decodeRaw(bytes: Uint8Array): string[] | null {
  const { status, stdout } = spawnSync("/usr/bin/protoc", ["--decode_raw"], { input: bytes });
  if (status !== 0) return null;
  return stdout
    .toString("latin1")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Our tree in protoc's words. */
function ourRaw(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  const visit = (node: WireNode) => {
    const inner = node.children.find(({ kind }) => kind === "submessage");
    if (node.kind === "field" && inner !== undefined) {
      lines.push(`${node.field?.number} {`);
      inner.children.forEach(visit);
      lines.push("}");
    } else if (node.kind === "field") {
      const value = node.children.find(({ kind }) => kind === "value");
      const text = value === undefined ? "" : escaped(bytes.subarray(value.from, value.to));
      const isText = node.field?.wireType === 2;
      lines.push(`${node.field?.number}: ${isText ? `"${text}"` : value?.value}`);
    }
  };
  decodeProtobuf(bytes, 0, bytes.length, null).forEach(visit);
  return lines;
}

/** As Abseil's CEscape. */
function escaped(bytes: Uint8Array): string {
  const named: Readonly<Record<number, string>> = {
    10: "\\n",
    13: "\\r",
    9: "\\t",
    34: '\\"',
    39: "\\'",
    92: "\\\\",
  };
  return [...bytes]
    .map((byte) => {
      if (byte >= 32 && byte < 127 && named[byte] === undefined) return String.fromCharCode(byte);
      return named[byte] ?? `\\${byte.toString(8).padStart(3, "0")}`;
    })
    .join("");
}

describe("buf convert", () => {
  const buf = createRequire(import.meta.url).resolve("@bufbuild/buf/bin/buf");
  const proto = `syntax = "proto3";
package t;
import "google/protobuf/timestamp.proto";
service S { rpc M(A) returns (A); }
message A {
  string name = 1;
  repeated sint64 deltas = 2;
  map<string, B> places = 3;
  google.protobuf.Timestamp at = 4;
  oneof one { bytes raw = 5; fixed32 mark = 6; }
  repeated B many = 7;
  enum Mood { MOOD_UNSPECIFIED = 0; MOOD_GOOD = 1; }
  Mood mood = 8;
}
message B { double at = 1; bool yes = 2; B inner = 3; }
`;
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "playground-convert-"));
    writeFileSync(join(folder, "t.proto"), proto);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(args: readonly string[]): Buffer {
    const { status, stdout, stderr } = spawnSync(process.execPath, [buf, ...args], { cwd: folder });
    if (status !== 0) throw new Error(stderr.toString());
    return stdout;
  }

  test("gives the JSON that stands beside the bytes", () => {
    const method = openSchema(new Uint8Array(run(["build", "-o", "-#format=binpb"]))).method("t.S/M");
    if (method === null) throw new Error("the method is not there");
    const random = createRandom(13);
    let compared = 0;
    for (let count = 0; count < 5; count += 1) {
      const bytes = toBinary(method.input, randomMessage(method.input, random));
      const view = messageView(method.input, bytes, method.registry);
      if (view === null) continue;
      writeFileSync(join(folder, "a.binpb"), bytes);
      const foreign = run(["convert", "t.proto", "--type=t.A", "--from=a.binpb", "--to=-#format=json"]);
      expect(JSON.parse(view.text)).toEqual(JSON.parse(foreign.toString()));
      compared += 1;
    }
    expect(compared).toBeGreaterThan(1);
  });
});
