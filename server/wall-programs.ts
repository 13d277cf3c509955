import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** The programs that put walls around another one, as the beginning of its command line. Null where the machine lacks them. */

/** The unprivileged user of every Linux. */
export const nobody = 65_534;

/** util-linux: the unprivileged user and no group of root's. Null where the server is not root anyway. */
export function asNobody(): string[] | null {
  const program = find("setpriv");
  if (program === null || process.getuid?.() !== 0) return null;
  return [program, `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups", "--"];
}

/** util-linux: no core dumps, few descriptors, files and data no larger than this, in bytes. */
export function prlimit(limits: { readonly data: number; readonly file: number }): string[] | null {
  const program = find("prlimit");
  if (program === null) return null;
  return [program, "--core=0", "--nofile=64", `--fsize=${limits.file}`, `--data=${limits.data}`, "--"];
}

export type Jail = {
  /** Read-only files and folders, by their paths inside; links are followed. */
  readonly binds: Readonly<Record<string, string>>;
  /** More of bubblewrap's own options. */
  readonly options: readonly string[];
};

/** Own namespaces of every kind, no capability, no environment, and of all files only these. */
export function bubblewrap({ binds, options }: Jail): string[] | null {
  const program = find("bwrap");
  if (program === null) return null;
  return [
    program,
    "--unshare-all",
    "--die-with-parent",
    "--new-session",
    "--clearenv",
    ...["--cap-drop", "ALL"],
    ...Object.entries(binds).flatMap(([inside, path]) => ["--ro-bind", realpathSync(path), inside]),
    ...options,
    ...["--remount-ro", "/"],
    "--",
  ];
}

function find(program: string): string | null {
  if (process.platform !== "linux") return null;
  return (
    ["/usr/bin", "/bin", "/usr/local/bin"].map((folder) => join(folder, program)).find(existsSync) ?? null
  );
}
