import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { installDebianPackages } from "#scripts/find-chromium.ts";

const versions = "/usr/lib/postgresql";
const programs = ["initdb", "postgres", "pg_dump", "psql"];

/** The folder of the newest PostgreSQL's programs, as Debian lays them out. */
function findPrograms(): string | undefined {
  if (!existsSync(versions)) return undefined;
  const folders = readdirSync(versions)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(versions, version, "bin"));
  return folders.find((folder) => programs.every((program) => existsSync(join(folder, program))));
}

/** `reason`: why tests are skipped. Never with CI=true: there what needs PostgreSQL fails without it. */
export type FoundPostgres = { readonly programs: string; readonly reason: string | undefined };

/** Installs PostgreSQL where it is absent and that is allowed. */
export function findPostgres(): FoundPostgres {
  const found = findPrograms() ?? (installDebianPackages(["postgresql"]) ? findPrograms() : undefined);
  if (found !== undefined || process.env.CI === "true")
    return { programs: found ?? versions, reason: undefined };
  return { programs: "", reason: "there is no PostgreSQL (Debian: apt-get install postgresql)" };
}
