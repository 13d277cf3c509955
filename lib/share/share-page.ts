import { parseBase64Url, toBase64Url } from "./base64-url.ts";
import type { Snippet } from "./snippet.ts";

/** What the page of a short link is drawn from. */
export type SharePage =
  | {
      readonly kind: "kept";
      readonly id: string;
      readonly snippet: Snippet;
      readonly createdAtUnixMs: number;
      /** The libraries it was made with. */
      readonly madeWith: string;
    }
  /** By an operator, in their own words. */
  | { readonly kind: "removed"; readonly reason: string }
  /** Nothing was ever kept under this id. */
  | { readonly kind: "unknown" }
  /** Nobody can say at the moment: the store does not answer. */
  | { readonly kind: "unavailable" };

/** Status codes of RFC 9110: OK, Gone, Not Found, Service Unavailable. */
export const sharePageStatus = {
  kept: 200,
  removed: 410,
  unknown: 404,
  unavailable: 503,
} as const satisfies Record<SharePage["kind"], number>;

/** The request header in which the port tells the page; a visitor's own is taken away. */
export const sharePageHeader = "x-share-page";

/** The id in the path of such a page; null: another page. */
export function shareIdIn(path: string): string | null {
  return /^\/[a-z]{2}\/s\/([^/]+)\/?$/.exec(path)?.[1] ?? null;
}

export function toSharePageHeader(page: SharePage): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(page)));
}

/** Reads what the port wrote; without it, nothing is known. */
export function fromSharePageHeader(value: string | null): SharePage {
  const bytes = value === null ? null : parseBase64Url(value);
  return bytes === null ? { kind: "unknown" } : (JSON.parse(new TextDecoder().decode(bytes)) as SharePage);
}
