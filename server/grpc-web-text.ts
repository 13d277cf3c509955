/**
 * The base64 of gRPC-Web's text mode (grpc: doc/PROTOCOL-WEB.md). Whoever writes it encodes what it flushes, with padding
 * wherever it flushed, so padding may stand in the middle; whoever reads it may get the text cut anywhere.
 *
 *   frame frame │ frame      bytes, flushed twice
 *   AAAA…AA==   │ AAAA…A=    text
 */
export class Base64Reader {
  /** Characters that do not make a group of four yet. */
  #rest = "";

  /** The bytes of every whole group so far; null: this is no base64. */
  read(text: Uint8Array): Uint8Array | null {
    const all = this.#rest + Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString("latin1");
    const end = all.length - (all.length % 4);
    this.#rest = all.slice(end);
    const groups = all.slice(0, end);
    // Node's decoder skips over what is no base64 without a word.
    if (foreignSyntax.test(all) || !restSyntax.test(this.#rest)) return null;
    if (!groups.includes("=")) return Buffer.from(groups, "base64");
    const flushes = groups.match(/[^=]*=*/g)?.filter((flush) => flush !== "") ?? [];
    if (!flushes.every(isFlush)) return null;
    return Buffer.concat(flushes.map((flush) => Buffer.from(flush, "base64")));
  }

  /** Whether the text may end here. */
  get atBoundary(): boolean {
    return this.#rest === "";
  }
}

const foreignSyntax = /[^A-Za-z0-9+/=]/;
const restSyntax = /^(?:[^=]{0,3}|[^=]{2}=)$/;

/** Whole groups with at most two signs of padding, at the end. */
function isFlush(flush: string): boolean {
  return flush.length % 4 === 0 && /[^=]={0,2}$/.test(flush.slice(-3));
}

/** What is flushed at once, as text. */
export function toBase64(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return Buffer.from(text, "latin1");
}

const textType = "application/grpc-web-text";

/** Whether a request's content type is that of the text mode. */
export function isWebText(contentType: string): boolean {
  return contentType.toLowerCase().startsWith(textType);
}

/** The content type of the same messages as bytes: `application/grpc-web+proto`. */
export function toBinaryType(contentType: string): string {
  return `application/grpc-web${contentType.slice(textType.length)}`;
}

/** The other way round; other types, those of an HTTP error, stay. */
export function toTextType(contentType: string): string {
  return contentType.replace(/^application\/grpc-web(?!-)/i, textType);
}
