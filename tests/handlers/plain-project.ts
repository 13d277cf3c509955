import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { CompiledSchema } from "#server/schema/compile-protos.ts";
import { generateTypes } from "#server/schema/generate-types.ts";
import type { HandlerProgram } from "./read-program.ts";

const root = join(import.meta.dirname, "../..");

export type PlainProject = {
  readonly ports: readonly { readonly http1: number; readonly http2: number }[];
  stop(): void;
};

/** The same files in a folder each, with what `buf generate` writes, served by a plain Node process. */
export async function startPlainProject(
  programs: readonly { readonly program: HandlerProgram; readonly schema: CompiledSchema }[],
): Promise<PlainProject> {
  const folder = mkdtempSync(join(tmpdir(), "plain-node-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const folders: string[] = [];
  for (const { program, schema } of programs) {
    const generated = await generateTypes(schema, "ts");
    if (!generated.ok) throw new Error(JSON.stringify(generated.problem));
    const own = join(folder, `program-${folders.length}`);
    for (const { path, content } of [...program.files, ...generated.value]) {
      mkdirSync(dirname(join(own, path)), { recursive: true });
      writeFileSync(join(own, path), content);
    }
    folders.push(own);
  }
  const child = spawn(
    process.execPath,
    [
      "--experimental-transform-types",
      "--disable-warning=ExperimentalWarning",
      join(import.meta.dirname, "plain-node.ts"),
      ...folders,
    ],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const ports = JSON.parse(await portsLine(child)) as PlainProject["ports"];
  return {
    ports,
    stop() {
      child.stdin?.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the programs log comes before and after it. */
function portsLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the plain project ended with ${code}`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith('[{"http1"')) resolve(line);
    });
  });
}
