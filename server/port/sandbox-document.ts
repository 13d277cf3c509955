import { readFile } from "node:fs/promises";
import { z } from "zod";

const hashed = z.string().regex(/^\/run\/[\w.-]+\/[\w.-]+\.js$/);
const manifestSchema = z.object({ frame: hashed, worker: hashed });

/**
 * The HTML of `/sandbox.html`: loads the client runtime named by the manifest that the asset build writes. Throws when
 * the manifest is missing or names anything but files below `/run/`.
 */
export async function readSandboxDocument(manifestFile: string): Promise<string> {
  const { frame, worker } = manifestSchema.parse(JSON.parse(await readFile(manifestFile, "utf8")));
  return [
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    "<title>RPC Playground sandbox</title>",
    `<script src="${frame}" data-worker="${worker}"></script>`,
    "</html>",
    "",
  ].join("\n");
}
