import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type BuildOptions, build } from "esbuild";

const root = join(import.meta.dirname, "../..");

/** Where the server finds what `buildHandlerRuntime` made. */
export const handlerRuntimePath = join(root, ".assets/handler-runtime.js");

/** The runner process's own program, and the isolated-vm it needs stays where npm put it. */
export const runnerPath = join(root, ".assets/runner.mjs");

/**
 * Bundles what runs beside the visitor's handlers inside an isolate: one script that defines `runtime`;
 * and the runner process around it, as one file, so that it starts without stripping types and needs no other of ours.
 */
export async function buildHandlerRuntime(): Promise<void> {
  await bundle({
    entryPoints: [join(root, "server/handler-runtime/boot.ts")],
    inject: [join(root, "server/handler-runtime/globals/inject.ts")],
    outfile: handlerRuntimePath,
    format: "iife",
    globalName: "runtime",
    platform: "neutral",
    conditions: ["import"],
    target: "es2023",
    banner: { js: '"use strict";' },
    // Names stay: a visitor reads `ConnectError` in the console, not `t`.
    minifyWhitespace: true,
    minifySyntax: true,
  });
  await bundle({
    entryPoints: [join(root, "server/sandbox/guest/main.ts")],
    outfile: runnerPath,
    format: "esm",
    platform: "node",
    target: "node22",
    external: ["isolated-vm"],
  });
}

/** A file appears whole: runners may be starting while it is made anew. */
async function bundle(options: BuildOptions & { readonly outfile: string }): Promise<void> {
  const { outputFiles } = await build({
    ...options,
    absWorkingDir: root,
    bundle: true,
    write: false,
    logLevel: "error",
  });
  const draft = `${options.outfile}.${process.pid}`;
  await mkdir(dirname(draft), { recursive: true });
  await writeFile(draft, outputFiles?.[0]?.contents ?? "");
  await rename(draft, options.outfile);
}
