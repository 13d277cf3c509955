import { deflateSync } from "fflate";
import { decompress } from "#lib/decompress.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import type { RequestProblem } from "#lib/source/find-source-problem.ts";
import { parseBase64Url, toBase64Url } from "./base64-url.ts";
import { findSnippetProblem, type SnippetLimits } from "./find-snippet-problem.ts";
import { linkFragmentName } from "./is-link-fragment.ts";
import type { Snippet } from "./snippet.ts";
import { decodeSnippet, encodeSnippet } from "./snippet-message.ts";

// The fragment of a link with everything in it, behind `code=`, in base64url:
//
//  0         1                 5
//  ┌─────────┬─────────────────┬──────────────────────────────────┐
//  │ version │ FNV-1a, 32 bits │ raw DEFLATE (RFC 1951) of the    │
//  │    1    │ of the message  │ message playground.v1.Snippet    │
//  └─────────┴─────────────────┴──────────────────────────────────┘
//
// Browsers send no fragment to any server: whoever hosts this learns nothing of what such a link holds.

/** Why the fragment of a link cannot be opened. */
export type LinkProblem =
  /** It ends early: mail programs and chats cut long addresses. */
  | { readonly kind: "cut" }
  /** Letters were changed on the way, or it never was one. */
  | { readonly kind: "damaged" }
  | { readonly kind: "otherVersion"; readonly version: number }
  /** Unpacked it would be more than this many bytes. */
  | { readonly kind: "tooLarge"; readonly maxBytes: number }
  /** It is whole, and says what cannot run on this server. */
  | { readonly kind: "refused"; readonly why: RequestProblem };

/**
 * The longest address that is handed on whole: RFC 9110, 4.1 asks everybody to take 8,000 octets, and programs that stop
 * there cut what is longer.
 */
export const maxLinkLength = 8_000;

const version = 1;
const headBytes = 5;

/** The fragment without `#`. Equal work gives equal links. */
export function toLinkFragment(snippet: Snippet): string {
  const message = encodeSnippet(snippet);
  const packed = deflateSync(message, { level: 9 });
  const bytes = new Uint8Array(headBytes + packed.length);
  bytes[0] = version;
  new DataView(bytes.buffer).setUint32(1, fnv1a(message));
  bytes.set(packed, headBytes);
  return linkFragmentName + toBase64Url(bytes);
}

/** Reads a fragment, with or without `#`. A stranger's text is data: every mistake has a name, nothing is thrown. */
export function parseLinkFragment(fragment: string, limits: SnippetLimits): Result<Snippet, LinkProblem> {
  const text = fragment.replace(/^#/, "").slice(linkFragmentName.length);
  // Beyond twice the sources no encoder of ours would go: DEFLATE never makes more of less.
  const maxBytes = limits.maxSourceBytes + limits.maxFiles * (limits.maxPathLength * 4 + 100) + 1_000;
  if (text.length > maxBytes * 2) return fail({ kind: "tooLarge", maxBytes });
  const bytes = parseBase64Url(text);
  if (bytes === null) return fail({ kind: text.length % 4 === 1 ? "cut" : "damaged" });
  if (bytes.length <= headBytes) return fail({ kind: "cut" });
  const found = bytes[0] ?? 0;
  if (found !== version) return fail({ kind: "otherVersion", version: found });

  const unpacked = decompress("deflate", bytes.subarray(headBytes), maxBytes);
  if (!unpacked.ok)
    return fail(
      unpacked.problem === "tooLarge" ? { kind: "tooLarge", maxBytes } : { kind: unpacked.problem },
    );
  if (new DataView(bytes.buffer).getUint32(1) !== fnv1a(unpacked.value)) return fail({ kind: "damaged" });
  const snippet = readMessage(unpacked.value);
  if (snippet === null) return fail({ kind: "damaged" });
  const why = findSnippetProblem(snippet, limits);
  return why === null ? ok(snippet) : fail({ kind: "refused", why });
}

function readMessage(bytes: Uint8Array): Snippet | null {
  try {
    return decodeSnippet(bytes);
  } catch {
    return null;
  }
}

/** The hash of Fowler, Noll and Vo: against letters changed on the way, not against forgery. */
function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
