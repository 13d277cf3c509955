import { createHash } from "node:crypto";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type BuildOptions, build } from "esbuild";

const root = path.resolve(import.meta.dirname, "../..");

/** All browsers in which the page itself runs. */
const options = {
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  platform: "browser",
  target: ["chrome111", "firefox114", "safari16.4"],
  legalComments: "none",
  // Visitors see these names in their own code's errors and values.
  keepNames: true,
} satisfies BuildOptions;

/** What runs beside the visitor's client code, as one script for the sandboxed document and one for its worker. */
export async function bundleClientRuntime(): Promise<{ readonly frame: string; readonly worker: string }> {
  const held = await bundle("client-runtime/held-worker.ts", {});
  const worker = await bundle("client-runtime/worker.ts", { HELD_SOURCE: JSON.stringify(held) });
  return {
    frame: await bundle("client-runtime/frame.ts", { WORKER_SOURCE: JSON.stringify(worker) }),
    worker,
  };
}

/**
 * Writes the client runtime into `public/run/<hash>/` and names its files in `public/run/manifest.json`. What an older
 * version left there is removed.
 */
export async function buildClientRuntime(): Promise<void> {
  const scripts = await bundleClientRuntime();
  const hash = createHash("sha256").update(scripts.frame).digest("hex").slice(0, 16);
  const folder = path.join(root, "public/run");
  await mkdir(path.join(folder, hash), { recursive: true });
  for (const [name, code] of Object.entries(scripts))
    await writeFile(path.join(folder, hash, `${name}.js`), code);
  const manifest = { frame: `/run/${hash}/frame.js`, worker: `/run/${hash}/worker.js` };
  await writeFile(path.join(folder, "manifest.json"), `${JSON.stringify(manifest)}\n`);
  const current = new Set([hash, "manifest.json"]);
  const old = (await readdir(folder)).filter((name) => !current.has(name));
  await Promise.all(old.map((name) => rm(path.join(folder, name), { recursive: true })));
}

async function bundle(entry: string, define: Readonly<Record<string, string>>): Promise<string> {
  const result = await build({ ...options, absWorkingDir: root, entryPoints: [entry], define });
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error(`${entry} gave no bundle`);
  return file.text;
}
