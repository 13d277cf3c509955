import { join } from "node:path";
import { build } from "esbuild";

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
  await build({
    entryPoints: [join(root, "server/handler-runtime/boot.ts")],
    inject: [join(root, "server/handler-runtime/globals/inject.ts")],
    outfile: handlerRuntimePath,
    absWorkingDir: root,
    bundle: true,
    format: "iife",
    globalName: "runtime",
    platform: "neutral",
    conditions: ["import"],
    target: "es2023",
    banner: { js: '"use strict";' },
    // Names stay: a visitor reads `ConnectError` in the console, not `t`.
    minifyWhitespace: true,
    minifySyntax: true,
    keepNames: false,
    logLevel: "error",
  });
  await build({
    entryPoints: [join(root, "server/sandbox/guest/main.ts")],
    outfile: runnerPath,
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node22",
    external: ["isolated-vm"],
    logLevel: "error",
  });
}
