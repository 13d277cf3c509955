import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "#lib/i18n/locales.ts";

export type StarterFile = { readonly path: string; readonly content: string };

const order = ["greet.proto", "server.ts", "client.ts"];
const starters = new Map<Locale, readonly StarterFile[]>();

/** The files the playground opens with, their comments in the page's language. Read from disk once. */
export function readStarter(locale: Locale): readonly StarterFile[] {
  const known = starters.get(locale);
  if (known !== undefined) return known;
  const folder = join(process.cwd(), "starters", "greeter", locale);
  const paths = readdirSync(/* turbopackIgnore: true */ folder).sort(
    (a, b) => order.indexOf(a) - order.indexOf(b),
  );
  const files = paths.map((path) => ({
    path,
    content: readFileSync(/* turbopackIgnore: true */ join(folder, path), "utf8"),
  }));
  starters.set(locale, files);
  return files;
}

const documentedFunction =
  /\/\*\*\s*\*?\s*([^\n*]+?)\s*(?:\n(?:(?!\*\/)[\s\S])*)?\*\/\s*export async function (\w+)/g;

/** Names and titles of the starter's experiments, so that they are listed before the server was asked. */
export function starterExperiments(files: readonly StarterFile[]): { name: string; title: string }[] {
  const client = files.find((file) => file.path === "client.ts")?.content ?? "";
  return [...client.matchAll(documentedFunction)].map(([, title = "", name = ""]) => ({ name, title }));
}
