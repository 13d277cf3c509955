import { createHash } from "node:crypto";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { CreateDeploymentRequestSchema, type Settings } from "#lib/gen/playground/v1/deployment_pb.ts";
import { type SourceFile, SourceFileSchema } from "#lib/gen/playground/v1/source_pb.ts";

/** What a visitor deployed: all that decides how it behaves, and nothing else. */
export type DeploymentContent = {
  /** Sorted by path. */
  readonly files: readonly SourceFile[];
  readonly settings: Settings;
  /** Keeps equal contents of different callers apart; empty: shared by all. */
  readonly scope: string;
};

/** Part of what is hashed: raising it gives every content a new id. */
const contentFormat = "playground.v1 content 1\n";

/**
 * The bytes that name a deployment: a `CreateDeploymentRequest` with its files in order of path. Made of fresh messages,
 * so that unknown fields cannot make two of one.
 */
export function encodeContent({ files, settings, scope }: DeploymentContent): Uint8Array {
  const ordered = files
    .map(({ path, content }) => create(SourceFileSchema, { path, content }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return toBinary(
    CreateDeploymentRequestSchema,
    create(CreateDeploymentRequestSchema, { files: ordered, settings, scope }),
  );
}

export function decodeContent(bytes: Uint8Array): DeploymentContent {
  const { files, settings, scope } = fromBinary(CreateDeploymentRequestSchema, bytes);
  if (settings === undefined) throw new Error("stored content without settings");
  return { files, settings, scope };
}

/**
 * 26 letters of lower-case base32 (RFC 4648, 6): 130 bits of SHA-256, and a valid DNS label. `format` keeps the names of
 * one kind of content apart from those of another.
 */
export function contentId(content: Uint8Array, format: string = contentFormat): string {
  const hash = createHash("sha256").update(format).update(content).digest();
  let bits = 0n;
  for (const byte of hash.subarray(0, 17)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 6n; // 17 bytes are 136 bits
  let id = "";
  for (let at = 0; at < idLength; at++) {
    id = base32.charAt(Number(bits & 31n)) + id;
    bits >>= 5n;
  }
  return id;
}

const base32 = "abcdefghijklmnopqrstuvwxyz234567";
const idLength = 26;

/** Whether a text has the form of a content id, of a deployment as of a short link. */
export function isDeploymentId(text: string): boolean {
  return /^[a-z2-7]{26}$/.test(text);
}
