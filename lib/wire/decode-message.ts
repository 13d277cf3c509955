import type { DescMessage, Registry } from "@bufbuild/protobuf";
import { decompress } from "#lib/decompress.ts";
import { type JsonView, jsonView, messageView } from "#lib/schema/json-view.ts";
import type { DecodedMessage } from "./decoded.ts";
import { decodeJson } from "./json-bytes.ts";
import { decodeProtobuf } from "./protobuf-bytes.ts";
import { parseJson } from "./status-of.ts";
import { firstProblem, group, leaf, type WireLayer, type WireNode, type WireProblem } from "./wire-node.ts";

/** What is known of a message before it is looked into. */
export type MessageTypes = {
  readonly codec: "proto" | "json";
  /** Null: there is no schema. */
  readonly message: DescMessage | null;
  readonly registry: Registry | null;
  /** `gzip`; null: the head names none. */
  readonly encoding: string | null;
  /** Of an error in a message's place. */
  readonly layer: WireLayer;
};

export type PayloadDecoded = {
  readonly decoded: Omit<DecodedMessage, "runs">;
  /** What stands where the payload does, from 0. */
  readonly nodes: readonly WireNode[];
};

/** What gzip may make of a message: as large as one may be. */
const maxInflatedBytes = 4 * 1024 * 1024;

/** The payload of one message. */
export function decodePayload(payload: Uint8Array, compressed: boolean, types: MessageTypes): PayloadDecoded {
  if (!compressed || payload.length === 0) {
    const { root, json } = lookInto(payload, types);
    return {
      decoded: { compressed: false, bytes: payload, root, json, problem: whyNoJson(root, json) },
      nodes: covering(root),
    };
  }
  const unpacked = types.encoding === "gzip" ? decompress("gzip", payload, maxInflatedBytes) : null;
  const inflated = unpacked?.ok ? unpacked.value : null;
  const problem: WireProblem | null =
    inflated !== null
      ? null
      : types.encoding === "gzip"
        ? { code: "not-compressed", params: {} }
        : { code: "unknown-compression", params: { encoding: types.encoding ?? "" } };
  const closed = leaf(types.layer, "compressed", 0, payload.length, { value: types.encoding, problem });
  if (inflated === null)
    return {
      decoded: { compressed: true, bytes: payload, root: closed, json: null, problem },
      nodes: [closed],
    };
  const { root, json } = lookInto(inflated, types);
  const decoded = { compressed: true, bytes: inflated, root, json, problem: whyNoJson(root, json) };
  return { decoded, nodes: [closed] };
}

function whyNoJson(root: WireNode, json: JsonView | null): WireProblem | null {
  return json === null ? firstProblem(root) : null;
}

const covering = (root: WireNode) => (root.to > root.from || root.children.length > 0 ? [root] : []);

function lookInto(bytes: Uint8Array, { codec, message, registry, layer }: MessageTypes) {
  const { length } = bytes;
  if (codec === "json") {
    const nodes = length === 0 ? [] : decodeJson(bytes, 0, length, { layer, message });
    const value = parseJson(bytes);
    return { root: group(layer, "message-bytes", nodes), json: value === undefined ? null : jsonView(value) };
  }
  const nodes = decodeProtobuf(bytes, 0, length, message);
  const json = message === null || registry === null ? null : messageView(message, bytes, registry);
  return { root: group(layer, "message-bytes", nodes), json };
}
