import { writeLog } from "./globals/log.ts";
import { booted } from "./host.ts";
import { slice, split } from "./primordials.ts";

/** What HTTP/1.1 writes around a field: `: ` and the line's end. The host counts the same. */
const fieldOverhead = 4;

/**
 * A head as the frames take it, `name\nvalue\nname\nvalue`, without the fields that pass the limit `maxHeaderBytes`;
 * the visitor's console says so. A long `grpc-message` is cut, so that the error's code still has its words.
 */
export function fitHead(text: string): string {
  const max = booted().host.maxHeaderBytes;
  // Even if every other character were a field of its own.
  if (text.length * 2 <= max / 2) return text;
  const parts = split(text, "\n");
  let fitting = "";
  let bytes = 0;
  let leftOut = false;
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const name = parts[at] ?? "";
    let value = parts[at + 1] ?? "";
    if (name === "grpc-message" && value.length > max / 2) {
      value = cutEncoded(value, max / 2);
      leftOut = true;
    }
    const size = name.length + value.length + fieldOverhead;
    if (bytes + size > max) {
      leftOut = true;
      continue;
    }
    bytes += size;
    fitting += fitting === "" ? `${name}\n${value}` : `\n${name}\n${value}`;
  }
  if (leftOut) {
    const sentence = `Response headers beyond ${max} bytes were left out (limit maxHeaderBytes).`;
    writeLog("warn", sentence, { callStack: "", errorStack: "" });
  }
  return fitting;
}

/** Cuts percent-encoded UTF-8 between two characters. */
function cutEncoded(encoded: string, maxChars: number): string {
  let end = maxChars;
  // A character takes up to four escapes of three.
  for (let tries = 0; tries < 12; tries += 1) {
    const cut = slice(encoded, 0, end);
    try {
      decodeUri(cut);
      return cut;
    } catch {
      end -= 1;
    }
  }
  return "";
}

const decodeUri = decodeURIComponent;
