import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Rule = { readonly matches: RegExp; readonly keeps: boolean };

/**
 * The files of the build context: what `.dockerignore` leaves, as paths below `root`. Patterns have the meaning of
 * Docker's documentation ("Build context", ".dockerignore files"): a file is what the last pattern says that matches it
 * or a folder above it.
 */
export function contextFiles(root: string): string[] {
  const rules = readFileSync(join(root, ".dockerignore"), "utf8").split("\n").flatMap(toRule);
  const found: string[] = [];
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        // What no rule could bring back is not walked through: packages and builds have a hundred thousand files.
        if (isKept(path, rules)) visit(path);
      } else if (isKept(path, rules)) found.push(path);
    }
  };
  visit("");
  return found.toSorted();
}

function toRule(line: string): Rule[] {
  const text = line.trim();
  if (text === "" || text.startsWith("#")) return [];
  const keeps = text.startsWith("!");
  const pattern = keeps ? text.slice(1) : text;
  const source = pattern
    .split("/")
    .map((part) =>
      part === "**" ? "**" : part.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*"),
    )
    .join("/")
    .replaceAll("**/", "(?:.*/)?");
  if (source.includes("**")) throw new Error(`.dockerignore: ${text} is not understood here`);
  return [{ matches: new RegExp(`^${source}(?:/|$)`), keeps }];
}

function isKept(path: string, rules: readonly Rule[]): boolean {
  return rules.findLast(({ matches }) => matches.test(path))?.keeps ?? true;
}
