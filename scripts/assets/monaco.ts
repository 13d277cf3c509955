import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, version as esbuildVersion, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const home = join(root, "public/monaco");
const monacoHome = join(root, "node_modules/monaco-editor");

/**
 * TypeScript's worker, with one change: the `$typeName` and `$unknown` of every message come after its fields when
 * names are completed.
 */
const typescriptWorker = `
import { TypeScriptWorker } from "./esm/vs/languages/features/typescript/ts.worker.js";
const complete = TypeScriptWorker.prototype.getCompletionsAtPosition;
TypeScriptWorker.prototype.getCompletionsAtPosition = async function (...place) {
  const list = await complete.apply(this, place);
  for (const entry of list?.entries ?? []) if (entry.name.startsWith("$")) entry.sortText = "~" + entry.sortText;
  return list;
};
`;

/**
 * Leaves out what nobody can open: `internal/common/workers.js` imports every feature for its side effects alone, and
 * the two diff editors hang on factory functions that we do not call.
 */
const withoutUnused: Plugin = {
  name: "without-unused",
  setup(build) {
    build.onLoad({ filter: /vs\/internal\/common\/workers\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(/^import '.*';$/gm, ""),
      resolveDir: dirname(path),
    }));
    build.onLoad({ filter: /\/multiDiffEditorWidget\.js$/ }, () => ({
      contents: "export class MultiDiffEditorWidget {}",
    }));
    build.onLoad({ filter: /\/diffEditorWidget\.js$/ }, () => ({
      contents: "export class DiffEditorWidget {}",
    }));
  },
};

/** What `/monaco/manifest.json` tells the page: where the bundle is, and the type library beside it. */
export type MonacoManifest = { readonly base: string; readonly types?: string };

/**
 * Bundles Monaco into `public/monaco/<hash>/`: `monaco.js` and `monaco.css`, both workers, the icon font, and
 * `zh-cn.js`, which only Chinese pages load. Does nothing when that folder is there already; removes older ones.
 */
export async function buildMonaco(): Promise<void> {
  const hash = await fingerprint();
  const folder = join(home, hash);
  if (!existsSync(folder)) await bundleInto(folder);
  for (const entry of await readdir(home, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name !== hash) await rm(join(home, entry.name), { recursive: true });
  }
  const manifest = await readMonacoManifest();
  if (manifest?.base !== `/monaco/${hash}`) await writeMonacoManifest({ base: `/monaco/${hash}` });
}

/** The manifest of the last build, if there was one. */
export async function readMonacoManifest(): Promise<MonacoManifest | undefined> {
  try {
    return JSON.parse(await readFile(join(home, "manifest.json"), "utf8")) as MonacoManifest;
  } catch {
    return undefined;
  }
}

/** Replaces the manifest in one step, so that a running server never serves half of one. */
export async function writeMonacoManifest(manifest: MonacoManifest): Promise<void> {
  const draft = join(home, `manifest.${process.pid}.tmp`);
  await writeFile(draft, `${JSON.stringify(manifest)}\n`);
  await rename(draft, join(home, "manifest.json"));
}

async function fingerprint(): Promise<string> {
  const hash = createHash("sha256").update(esbuildVersion);
  for (const path of [
    join(monacoHome, "package.json"),
    join(root, "components/editor/monaco/bundle.ts"),
    fileURLToPath(import.meta.url),
  ]) {
    hash.update(await readFile(path));
  }
  return hash.digest("hex").slice(0, 16);
}

async function bundleInto(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}.tmp`;
  await mkdir(draft, { recursive: true });
  const shared = {
    bundle: true,
    minify: true,
    target: "es2022",
    outdir: draft,
    loader: { ".ttf": "file" },
    legalComments: "external",
    logLevel: "error",
    absWorkingDir: root,
  } as const;
  const contents = { contents: typescriptWorker, resolveDir: monacoHome };
  await Promise.all([
    build({
      ...shared,
      outdir: undefined,
      outfile: join(draft, "ts.worker.js"),
      format: "iife",
      stdin: contents,
    }),
    build({
      ...shared,
      format: "esm",
      entryPoints: { monaco: "components/editor/monaco/bundle.ts" },
      plugins: [withoutUnused],
    }),
    build({
      ...shared,
      // Classic scripts: every browser starts them, and a same-origin file satisfies `worker-src 'self'`.
      format: "iife",
      entryPoints: {
        "editor.worker": join(monacoHome, "esm/vs/editor/editor.worker.js"),
        "zh-cn": join(monacoHome, "esm/vs/nls/lang/zh-cn.js"),
      },
    }),
  ]);
  await rename(draft, folder);
}
