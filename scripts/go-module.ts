import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder of a Go module such as `k8s.io/kubernetes@v1.36.0`, fetched by Go's own client and kept in its cache. */
export function downloadGoModule(module: string): string {
  const folder = mkdtempSync(join(tmpdir(), "go-module-"));
  try {
    writeFileSync(join(folder, "go.mod"), "module download\n");
    const told = execFileSync("go", ["mod", "download", "-json", module], { cwd: folder, encoding: "utf8" });
    return (JSON.parse(told) as { Dir: string }).Dir;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
