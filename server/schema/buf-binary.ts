import { createRequire } from "node:module";
import path from "node:path";

/** buf's own names for processors, where they differ from Node's. */
const architectures: Readonly<Record<string, string>> = { arm64: "aarch64" };
const require = createRequire(import.meta.url);

/**
 * The platform's buf executable. Started directly rather than through the Node shim of `@bufbuild/buf`, which costs a
 * second Node process for every compilation. Throws when the platform's package is not installed.
 */
export function findBufBinary(): string {
  const packageName = platformPackage(process.platform, process.arch);
  const folder = path.dirname(require.resolve(`${packageName}/package.json`));
  return path.join(folder, "bin", process.platform === "win32" ? "buf.exe" : "buf");
}

export function platformPackage(platform: string, architecture: string): string {
  const keepsNodesName = platform === "darwin" || platform === "win32";
  const name = keepsNodesName ? architecture : (architectures[architecture] ?? architecture);
  return `@bufbuild/buf-${platform}-${name}`;
}
