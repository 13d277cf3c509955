import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { readMonacoManifest, writeMonacoManifest } from "./monaco.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The entry points that visitors may import. The other exports of these packages are left out of the package.json that
 * the editor sees, so that importing them is an error there as it is when the code runs.
 */
const entries: Readonly<Record<string, readonly string[]>> = {
  "@connectrpc/connect": ["."],
  "@bufbuild/protobuf": [".", "./codegenv2", "./reflect", "./wire", "./wkt"],
};

/** Declarations of our own: what the sandbox has as globals, and the `playground` module when it exists. */
const ownDeclarations: Readonly<Record<string, string>> = {
  "components/editor/types/sandbox-globals.d.ts": "file:///sandbox-globals.d.ts",
  "client-runtime/playground.d.ts": "file:///node_modules/playground/index.d.ts",
};

/**
 * Collects the declarations that type a visitor's code into one JSON, `{ "<URI>": "<text>" }`, beside the Monaco bundle
 * and named by its content, and tells the manifest. Runs after `buildMonaco`.
 */
export async function buildEditorTypes(): Promise<void> {
  const manifest = await readMonacoManifest();
  if (manifest === undefined) throw new Error("buildMonaco runs first: there is no manifest to extend");
  const json = JSON.stringify(await collectDeclarations());
  const name = `types-${createHash("sha256").update(json).digest("hex").slice(0, 12)}.json`;
  const folder = join(root, "public", manifest.base);
  await writeFile(join(folder, name), json);
  await writeMonacoManifest({ ...manifest, types: `${manifest.base}/${name}` });
  for (const other of await readdir(folder)) {
    if (/^types-.*\.json$/.test(other) && other !== name) await rm(join(folder, other));
  }
}

/** URI → text of every declaration file, and the cut-down package.json of each package. */
export async function collectDeclarations(): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [name, exported] of Object.entries(entries)) await collectPackage(name, exported, files);
  for (const [path, uri] of Object.entries(ownDeclarations)) {
    if (existsSync(join(root, path))) files[uri] = await readFile(join(root, path), "utf8");
  }
  return files;
}

type PackageJson = {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, { readonly import: string }>>;
};

async function collectPackage(name: string, exported: readonly string[], files: Record<string, string>) {
  const home = join(root, "node_modules", name);
  const { version, exports } = JSON.parse(await readFile(join(home, "package.json"), "utf8")) as PackageJson;
  const typed: Record<string, { types: string }> = {};
  const waiting: string[] = [];
  for (const key of exported) {
    const target = exports[key];
    if (target === undefined) throw new Error(`${name} ${version} exports no ${key}`);
    const types = target.import.replace(/\.js$/, ".d.ts");
    typed[key] = { types };
    waiting.push(join(home, types));
  }
  const seen = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const text = await readFile(path, "utf8");
    files[`file:///node_modules/${name}/${relative(home, path)}`] = text;
    for (const specifier of relativeImports(text)) {
      waiting.push(join(dirname(path), specifier.replace(/\.js$/, ".d.ts")));
    }
  }
  files[`file:///node_modules/${name}/package.json`] = JSON.stringify({
    name,
    version,
    type: "module",
    exports: typed,
  });
}

/** Specifiers of `from "./x.js"` and `import("./x.js")`; declaration files write them in no other way. */
function relativeImports(text: string): string[] {
  return [...text.matchAll(/(?:from\s*|import\s*\(\s*|import\s+)"(\.[^"]+)"/g)].map(
    (match) => match[1] ?? "",
  );
}
