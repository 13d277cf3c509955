import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What the built site is made of. Files below `server` that are not bundled do not count: they run as they are. */
const sources = [
  "app",
  "components",
  "lib",
  "client-runtime",
  "starters",
  "lessons",
  "server/handler-runtime",
  "server/sandbox",
  "scripts/assets",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

function* filesBelow(path: string): Generator<string> {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return;
  if (!entry.isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
}

/** SHA-256 over names and contents of everything that a build reads: equal means nothing to build. */
export function buildFingerprint(): string {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const file of filesBelow(source)) hash.update(file).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}
