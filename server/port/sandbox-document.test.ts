import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSandboxDocument } from "./sandbox-document.ts";

const folder = mkdtempSync(join(tmpdir(), "playground-run-"));
const file = join(folder, "manifest.json");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("loads the frame and tells it where the worker is", async () => {
  writeFileSync(file, JSON.stringify({ frame: "/run/1a2b/frame.js", worker: "/run/1a2b/worker.js" }));
  const html = await readSandboxDocument(file);
  expect(html).toContain('<script src="/run/1a2b/frame.js" data-worker="/run/1a2b/worker.js"></script>');
});

test.each([
  ["a path that breaks out of the attribute", { frame: '/run/a/x.js"><script>', worker: "/run/a/w.js" }],
  ["a script elsewhere", { frame: "https://example.com/run/a/x.js", worker: "/run/a/w.js" }],
  ["no worker", { frame: "/run/a/x.js" }],
])("refuses %s", async (_name, manifest) => {
  writeFileSync(file, JSON.stringify(manifest));
  await expect(readSandboxDocument(file)).rejects.toThrow();
});

test("refuses a manifest that is not there", async () => {
  await expect(readSandboxDocument(join(folder, "nothing.json"))).rejects.toThrow();
});
