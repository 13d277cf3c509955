import { shared } from "#server/sandbox/protocol.ts";
import { host, memory } from "../host.ts";
import { charCodeAt, fromCharCodes, slice, subarray, typedArraySet } from "../primordials.ts";

/** Up to here JavaScript is faster than a visit to the host. */
const shortChars = 96;
/** A UTF-16 unit takes at most three bytes of UTF-8. */
const maxBytesPerUnit = 3;
const pieceUnits = Math.floor(shared.scratchBytes / maxBytesPerUnit) - 1;

export class TextEncoder {
  get encoding(): string {
    return "utf-8";
  }

  encode(input?: string): Uint8Array {
    const text = input === undefined ? "" : `${input}`;
    if (text.length <= shortChars) {
      const bytes = new Uint8Array(text.length);
      if (encodeAscii(text, bytes) === text.length) return bytes;
    }
    return encodeLong(text);
  }

  encodeInto(text: string, target: Uint8Array): { read: number; written: number } {
    if (text.length <= target.length && text.length <= shortChars) {
      if (encodeAscii(text, target) === text.length) return { read: text.length, written: text.length };
    }
    if (host !== undefined && memory !== undefined && text.length <= pieceUnits) {
      const length = host.encodeUtf8(text);
      if (length <= target.length) {
        typedArraySet(target, subarray(memory.scratch, 0, length));
        return { read: text.length, written: length };
      }
    }
    const bytes = encodeLong(text);
    if (bytes.length <= target.length) {
      typedArraySet(target, bytes);
      return { read: text.length, written: bytes.length };
    }
    let written = target.length;
    // Never half a character: step back over continuation bytes.
    while (written > 0 && ((bytes[written] ?? 0) & 0xc0) === 0x80) written--;
    typedArraySet(target, subarray(bytes, 0, written));
    return { read: new TextDecoder().decode(subarray(bytes, 0, written)).length, written };
  }
}

function encodeAscii(text: string, target: Uint8Array): number {
  for (let at = 0; at < text.length; at++) {
    const code = charCodeAt(text, at);
    if (code > 0x7f) return at;
    target[at] = code;
  }
  return text.length;
}

function encodeLong(text: string): Uint8Array {
  if (host === undefined || memory === undefined) throw new Error("text is encoded after the start only");
  if (text.length <= pieceUnits) return copyScratch(host.encodeUtf8(text), memory.scratch);
  const pieces: Uint8Array[] = [];
  let total = 0;
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + pieceUnits, text.length);
    const code = charCodeAt(text, end - 1);
    if (code >= 0xd800 && code <= 0xdbff && end < text.length) end--;
    const piece = copyScratch(host.encodeUtf8(slice(text, at, end)), memory.scratch);
    pieces[pieces.length] = piece;
    total += piece.length;
    at = end;
  }
  const all = new Uint8Array(total);
  let at = 0;
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] ?? all;
    typedArraySet(all, piece, at);
    at += piece.length;
  }
  return all;
}

function copyScratch(length: number, scratch: Uint8Array): Uint8Array {
  const copy = new Uint8Array(length);
  typedArraySet(copy, subarray(scratch, 0, length));
  return copy;
}

export class TextDecoder {
  readonly encoding = "utf-8";
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  #rest = new Uint8Array(0);

  constructor(label = "utf-8", options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
    const name = `${label}`.trim().toLowerCase();
    if (name !== "utf-8" && name !== "utf8" && name !== "unicode-1-1-utf-8") {
      throw new RangeError(`The "${label}" encoding is not supported here, only utf-8`);
    }
    this.fatal = options.fatal === true;
    this.ignoreBOM = options.ignoreBOM === true;
  }

  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string {
    let bytes = toBytes(input);
    if (this.#rest.length > 0) {
      const joined = new Uint8Array(this.#rest.length + bytes.length);
      joined.set(this.#rest);
      joined.set(bytes, this.#rest.length);
      bytes = joined;
      this.#rest = new Uint8Array(0);
    }
    if (options?.stream === true) {
      const whole = wholeCharacters(bytes);
      this.#rest = bytes.slice(whole);
      bytes = bytes.subarray(0, whole);
    }
    const text = bytes.length <= shortChars ? decodeShort(bytes, this.fatal) : decodeLong(bytes, this.fatal);
    return !this.ignoreBOM && charCodeAt(text, 0) === 0xfeff ? slice(text, 1) : text;
  }
}

function toBytes(input: ArrayBuffer | ArrayBufferView | undefined): Uint8Array {
  if (input instanceof Uint8Array) return input;
  if (input === undefined) return new Uint8Array(0);
  return ArrayBuffer.isView(input)
    ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    : new Uint8Array(input);
}

function decodeShort(bytes: Uint8Array, fatal: boolean): string {
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) > 0x7f) return decodeLong(bytes, fatal);
  }
  return fromCharCodes(bytes);
}

function decodeLong(bytes: Uint8Array, fatal: boolean): string {
  if (host === undefined || memory === undefined) return decodeAsciiPieces(bytes);
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    let end = Math.min(at + shared.scratchBytes, bytes.length);
    if (end < bytes.length) end = at + wholeCharacters(subarray(bytes, at, end));
    typedArraySet(memory.scratch, subarray(bytes, at, end));
    const piece = host.decodeUtf8(end - at, fatal);
    if (piece === undefined) throw new TypeError("The encoded data was not valid for encoding utf-8");
    text += piece;
    at = end;
  }
  return text;
}

/** Before the start: the descriptors of the library's own types, which are ASCII. */
function decodeAsciiPieces(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) text += fromCharCodes(subarray(bytes, at, at + 4096));
  return text;
}

/** Length without a character that is cut off at the end. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
