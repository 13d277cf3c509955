import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { NetworkSettingsSchema, SettingsSchema } from "#lib/gen/playground/v1/deployment_pb.ts";
import { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import { SnippetPlace, SnippetSchema, type Snippet as WireSnippet } from "#lib/gen/playground/v1/share_pb.ts";
import { SourceFileSchema } from "#lib/gen/playground/v1/source_pb.ts";
import type { RunSettings } from "#lib/record/run-record.ts";
import type { Snippet } from "./snippet.ts";

const protocols = {
  connect: Protocol.CONNECT,
  "grpc-web": Protocol.GRPC_WEB,
  grpc: Protocol.GRPC,
} as const satisfies Record<RunSettings["protocol"], Protocol>;

const places = {
  browser: SnippetPlace.BROWSER,
  backend: SnippetPlace.BACKEND,
} as const satisfies Record<NonNullable<RunSettings["where"]>, SnippetPlace>;

/** The snippet in its one canonical form, made of fresh messages, so that unknown fields cannot make two of one. */
export function toSnippetMessage({ files, settings, experiment, starter }: Snippet): WireSnippet {
  const { workers, queueLimit, network, protocol, codec, calls, where } = settings;
  return create(SnippetSchema, {
    files: files.map(({ path, content }) => create(SourceFileSchema, { path, content })),
    settings: create(SettingsSchema, {
      ...(workers !== null && { workers }),
      ...(queueLimit !== null && { queueLimit }),
      // `+ 0` turns -0 into 0, which are equal here and different bytes.
      network: create(NetworkSettingsSchema, {
        delayMs: network.delayMs + 0,
        jitterMs: network.jitterMs + 0,
        bandwidthKbps: network.bandwidthKbps + 0,
      }),
    }),
    experiment,
    starter,
    protocol: protocols[protocol],
    codec: codec === "json" ? Codec.JSON : Codec.BINARY,
    calls,
    place: where === undefined ? SnippetPlace.UNSPECIFIED : places[where],
  });
}

/** What a message says; whether it may be said is `findSnippetProblem`'s to judge. Names of a newer format are left out. */
export function fromSnippetMessage(message: WireSnippet): Snippet {
  const { settings, protocol, place } = message;
  const { delayMs = 0, jitterMs = 0, bandwidthKbps = 0 } = settings?.network ?? {};
  const where = keyOf(places, place);
  return {
    files: message.files.map(({ path, content }) => ({ path, content })),
    settings: {
      workers: settings?.workers ?? null,
      queueLimit: settings?.queueLimit ?? null,
      network: { delayMs, jitterMs, bandwidthKbps },
      protocol: keyOf(protocols, protocol) ?? "connect",
      codec: message.codec === Codec.JSON ? "json" : "binary",
      calls: message.calls,
      ...(where !== undefined && { where }),
    },
    experiment: message.experiment,
    starter: message.starter,
  };
}

/** The bytes that name a snippet, and that links carry. */
export function encodeSnippet(snippet: Snippet): Uint8Array<ArrayBuffer> {
  return toBinary(SnippetSchema, toSnippetMessage(snippet));
}

/** Throws where the bytes are no message. */
export function decodeSnippet(bytes: Uint8Array): Snippet {
  return fromSnippetMessage(fromBinary(SnippetSchema, bytes));
}

function keyOf<Key extends string, Value>(
  table: Readonly<Record<Key, Value>>,
  value: Value,
): Key | undefined {
  return (Object.keys(table) as Key[]).find((key) => table[key] === value);
}
