import { unzipSync } from "fflate";
import { fail, ok, type Result } from "#lib/result.ts";

/** A file as it came, with `/` between the parts of its path. */
export type RawFile = { readonly path: string; readonly bytes: Uint8Array };

export type ZipProblem =
  /** It is no zip, or breaks off. */
  | { readonly kind: "notZip" }
  | { readonly kind: "tooMany"; readonly max: number }
  /** What `wanted` takes would unpack to more. */
  | { readonly kind: "tooLarge"; readonly maxBytes: number };

export type ZipBounds = { readonly maxEntries: number; readonly maxBytes: number };

/** The files of a zip that are wanted. Nothing is unpacked beyond the sizes that its directory declares, and those are bounded. */
export function readZip(
  bytes: Uint8Array,
  wanted: (path: string) => boolean,
  { maxEntries, maxBytes }: ZipBounds,
): Result<readonly RawFile[], ZipProblem> {
  let entries = 0;
  let total = 0;
  try {
    const found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1;
        if (entries > maxEntries || !wanted(name)) return false;
        total += originalSize;
        return total <= maxBytes;
      },
    });
    if (entries > maxEntries) return fail({ kind: "tooMany", max: maxEntries });
    if (total > maxBytes) return fail({ kind: "tooLarge", maxBytes });
    return ok(Object.entries(found).map(([path, content]) => ({ path, bytes: content })));
  } catch {
    return fail({ kind: "notZip" });
  }
}
