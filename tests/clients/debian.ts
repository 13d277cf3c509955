import { existsSync } from "node:fs";
import { installDebianPackages } from "#scripts/find-chromium.ts";

/** What a test needs of the machine: files, and the Debian packages that bring them. */
export type Need = { readonly files: readonly string[]; readonly packages: readonly string[] };

/**
 * Undefined when the machine has it, installing the packages where that is allowed. Else the reason for which the tests
 * are skipped; never with CI=true, where what is missing fails.
 */
export function whyMissing({ files, packages }: Need): string | undefined {
  const missing = () => files.filter((file) => !existsSync(file));
  if (missing().length === 0) return undefined;
  installDebianPackages(packages);
  const still = missing();
  if (still.length === 0 || process.env.CI === "true") return undefined;
  return `there is no ${still.join(", ")} (Debian: apt-get install ${packages.join(" ")})`;
}
