import { base64Encode } from "@bufbuild/protobuf/wire";

/** What an experiment returned, as its record keeps it: JSON in whole, nothing, or that it was too long to keep. */
export type ReturnedValue =
  | { readonly returned: string }
  | { readonly returnedTooLong: true }
  | Readonly<Record<never, never>>;

/** Longer JSON is not kept, and never cut. */
export const maxReturnedCharacters = 64 * 1024;

const nothing: ReturnedValue = {};
const tooLong: ReturnedValue = { returnedTooLong: true };

/**
 * A value as JSON: bytes as base64, bigint as decimal text. `undefined` and what has no JSON (functions, cycles) are
 * nothing.
 */
export function toReturned(value: unknown): ReturnedValue {
  let characters = 0;
  const spend = (amount: number): void => {
    characters += amount;
    // What is far too long need not be written down to know it.
    if (characters > maxReturnedCharacters) throw tooLong;
  };
  const replace = (key: string, part: unknown): unknown => {
    spend(key.length);
    if (typeof part === "string") spend(part.length);
    if (typeof part === "bigint") return String(part);
    if (!(part instanceof Uint8Array)) return part;
    spend(Math.ceil(part.length / 3) * 4);
    return base64Encode(part);
  };
  try {
    const json = JSON.stringify(value, replace);
    if (typeof json !== "string") return nothing;
    return json.length > maxReturnedCharacters ? tooLong : { returned: json };
  } catch (reason) {
    return reason === tooLong ? tooLong : nothing;
  }
}
