import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { type EsbuildCommand, esbuildCommands } from "./esbuild-walls.ts";
import { compileSafely } from "./module-compiler.ts";

/** esbuild reads any file that it is told to, as if a text had taken it over: what do its walls leave it? */
const folder = mkdtempSync(path.join(tmpdir(), "secrets-"));
const secret = path.join(folder, "secret.ts");
writeFileSync(secret, 'export const secret = "the server\'s own";');
afterAll(() => rmSync(folder, { recursive: true }));

const env = {} as NodeJS.ProcessEnv;
const isLinux = process.platform === "linux";
const commands = isLinux ? esbuildCommands() : [];
const inJail = commands.filter(({ walls }) => walls.includes("bubblewrap"));
const asNobody = commands.filter(({ walls }) => walls.includes("user"));

function reads({ words: [command = "", ...args] }: EsbuildCommand): boolean {
  const { stdout } = spawnSync(command, [...args, secret], { env, encoding: "utf8" });
  return stdout.includes("the server's own");
}

test.skipIf(!isLinux)("with the server's rights esbuild reads what the server reads", () => {
  const [weakest] = commands.slice(-1);
  expect(weakest !== undefined && reads(weakest)).toBe(true);
});

test.skipIf(inJail.length === 0)("behind bubblewrap it finds no file", () => {
  chmodSync(folder, 0o755);
  for (const command of inJail) expect(reads(command)).toBe(false);
  chmodSync(folder, 0o700);
});

test.skipIf(asNobody.length === 0)("as another user it may not read the server's own files", () => {
  for (const command of asNobody) expect(reads(command)).toBe(false);
});

test.skipIf(!isLinux)("the strongest walls that stand take away nothing that it needs", () => {
  const answers = commands.map(({ words: [command = "", ...args] }) => {
    const options = { input: "const a: number = 1;", env, encoding: "utf8" } as const;
    return spawnSync(command, [...args, "--loader=ts"], options).stdout;
  });
  expect(answers.find((answer) => answer?.trim() === "const a = 1;")).toBeDefined();
});

test.skipIf(!isLinux)("no variable of the server's reaches it, nor the walls around it", async () => {
  vi.stubEnv("PLAYGROUND_TEST_SECRET", "the server's own");
  const { compiled } = await compileSafely({ path: "server.ts", content: "export const a: number = 1;" });
  expect(compiled.ok && compiled.value.code).toContain("const a = 1;");
  const services = readdirSync("/proc").filter((pid) => readQuietly(pid, "cmdline").includes("--service="));
  expect(services.length).toBeGreaterThan(0);
  expect(services.filter((pid) => readQuietly(pid, "environ").includes("PLAYGROUND_TEST_SECRET"))).toEqual(
    [],
  );
});

function readQuietly(pid: string, file: string): string {
  try {
    return /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/${file}`, "latin1") : "";
  } catch {
    return ""; // It is gone, or another user's.
  }
}
