/**
 * Names that every module of the bundle gets bound to: Connect and protobuf use these classes also when the visitor's
 * code replaces the globals of the same name (the build passes this file to esbuild's `inject`).
 */
export { AbortSignal } from "./abort.ts";
export { DOMException } from "./dom-exception.ts";
export { Headers } from "./headers.ts";
export { AbortController } from "./library-abort.ts";
export { TextDecoder, TextEncoder } from "./text-codec.ts";
export { clearTimeout, setTimeout } from "./timers.ts";
export { URL } from "./url.ts";
