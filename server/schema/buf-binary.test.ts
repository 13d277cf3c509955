import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { findBufBinary, platformPackage } from "./buf-binary.ts";

test("the binary of this platform is installed", () => {
  expect(existsSync(findBufBinary())).toBe(true);
});

test.each([
  ["linux", "x64", "@bufbuild/buf-linux-x64"],
  ["linux", "arm64", "@bufbuild/buf-linux-aarch64"],
  ["darwin", "arm64", "@bufbuild/buf-darwin-arm64"],
  ["win32", "x64", "@bufbuild/buf-win32-x64"],
])("on %s %s it comes in %s", (platform, architecture, name) => {
  expect(platformPackage(platform, architecture)).toBe(name);
});
