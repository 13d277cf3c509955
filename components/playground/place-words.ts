import { assertNever } from "#lib/assert.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Place } from "./choose-place.ts";

/** Where the experiment runs and why, in a sentence each. */
export function placeWords({ where, why }: Place, words: Dictionary["settings"]): string {
  const place = where === "browser" ? words.runsInBrowser : words.runsInBackend;
  return formatText(place, { why: reason(why, words) });
}

function reason(why: Place["why"], words: Dictionary["settings"]): string {
  switch (why.kind) {
    case "nothing":
      return words.whyNothing;
    case "chosen":
      return words.whyChosen;
    case "grpc":
      return words.whyGrpc;
    case "requestStream":
      return formatText(words.whyRequestStream, { method: why.method });
    default:
      return assertNever(why);
  }
}
