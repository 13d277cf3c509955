/**
 * The trace context of an attempt (W3C Trace Context), made from its key `<run>/<call>/<attempt>`: who knows the key knows
 * the ids. All attempts of a call share its trace; each is a span of it.
 */
export type TraceContext = { readonly traceId: string; readonly spanId: string };

export function traceContextOf(run: string, call: number, attempt: number): TraceContext {
  const ofCall = `${run}/${call}`;
  return {
    traceId: hex(ofCall, 4),
    spanId: hex(`${ofCall}/${attempt}`, 2),
  };
}

/** `00-<32 hex>-<16 hex>-01` of an attempt's key. */
export function traceparentOf(key: string): string {
  const [run = "", call = "0", attempt = "0"] = key.split("/");
  const { traceId, spanId } = traceContextOf(run, Number(call), Number(attempt));
  return `00-${traceId}-${spanId}-01`;
}

const traceparentSyntax = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The `traceparent` of a span below the received one: same trace and flags, a span id of its own. Null: none came. */
export function childTraceparent(received: string | null, span: Uint8Array): string | null {
  const match = traceparentSyntax.exec(received ?? "");
  if (match === null || /^0+$/.test(match[1] ?? "") || /^0+$/.test(match[2] ?? "")) return null;
  let id = "";
  for (const byte of span.subarray(0, 8)) id += byte.toString(16).padStart(2, "0");
  return `00-${match[1]}-${/^0+$/.test(id) ? "0000000000000001" : id}-${match[3]}`;
}

/** 32-bit words in lower-case hexadecimal; never all zero, which the specification calls invalid. */
function hex(text: string, words: number): string {
  let out = "";
  for (let word = 0; word < words; word++) out += (hash(text, word) || 1).toString(16).padStart(8, "0");
  return out;
}

/** FNV-1a of the text, with MurmurHash3's finaliser so that near texts lie far apart. */
function hash(text: string, seed: number): number {
  let h = 0x811c9dc5 ^ Math.imul(seed + 1, 0x9e3779b1);
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
