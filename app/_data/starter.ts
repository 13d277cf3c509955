import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Starter, type Starters, starterIds } from "#components/playground/starter.ts";
import type { Locale } from "#lib/i18n/locales.ts";

const known = new Map<Locale, Starters>();

/** What the editor can open with, in the menu's order, comments in the page's language. Read from disk once. */
export function readStarters(locale: Locale): Starters {
  const [first, ...others] = starterIds;
  const read = (id: Starter["id"]) => readStarter(id, locale);
  const starters: Starters = known.get(locale) ?? [read(first), ...others.map(read)];
  known.set(locale, starters);
  return starters;
}

function readStarter(id: Starter["id"], locale: Locale): Starter {
  const folder = join(process.cwd(), "starters", id, locale);
  const paths = readdirSync(/* turbopackIgnore: true */ folder).sort((a, b) => orderOf(a) - orderOf(b));
  const files = paths.map((path) => ({
    path,
    content: readFileSync(/* turbopackIgnore: true */ join(folder, path), "utf8"),
  }));
  return { id, files, experiments: experimentsIn(files) };
}

/** The contract first, then who answers, then who asks. */
function orderOf(path: string): number {
  return path.endsWith(".proto") ? 0 : path === "client.ts" ? 2 : 1;
}

const documentedFunction =
  /\/\*\*\s*\*?\s*([^\n*]+?)\s*(?:\n(?:(?!\*\/)[\s\S])*)?\*\/\s*export async function (\w+)/g;

/** Names and titles of a starter's experiments, so that they are listed before the server was asked. */
function experimentsIn(files: Starter["files"]): Starter["experiments"] {
  const client = files.find((file) => file.path === "client.ts")?.content ?? "";
  return [...client.matchAll(documentedFunction)].map(([, title = "", name = ""]) => ({ name, title }));
}
