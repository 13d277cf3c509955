import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProjectFile } from "#lib/lessons/project.ts";
import { writeFiles } from "./write-files.ts";

/** What Debian calls the compiler's half for Python. */
const plugin = "/usr/bin/grpc_python_plugin";

/** A folder with programs and the modules that a contract becomes, and a Python with grpcio to run them. Remove it. */
export type PythonLab = {
  readonly folder: string;
  /** Starts a program of the folder; its output comes line by line, unbuffered. */
  readonly start: (...args: readonly string[]) => RunningPython;
  readonly remove: () => void;
};

export type RunningPython = {
  readonly process: ChildProcess;
  /** Everything it printed so far, without the machine's own paths. */
  readonly said: () => string;
  /** Resolves with the exit code, null when it was ended by a signal. */
  readonly ended: Promise<number | null>;
  /** Resolves when it printed this. Rejects when it ended without. */
  readonly says: (words: string) => Promise<void>;
};

/** Compiles the protos among `files` with grpcio-tools, or where Python has none, with Debian's compiler. */
export function openPythonLab(python: string, files: readonly ProjectFile[]): PythonLab {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "playground-exhibit-")));
  writeFiles(folder, files);
  const protos = files.filter(({ path }) => path.endsWith(".proto")).map(({ path }) => path);
  if (protos.length > 0) compile(python, folder, protos);
  return {
    folder,
    start: (...args) => startPython(python, folder, args),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `Python` → `3.11.2`, and the same for grpcio and protobuf. */
export function pythonVersions(python: string): Record<string, string> {
  const ask =
    "import platform, json, grpc, google.protobuf as p;" +
    "print(json.dumps({'Python': platform.python_version(), 'grpcio': grpc.__version__, 'protobuf': p.__version__}))";
  return JSON.parse(execFileSync(python, ["-c", ask], { encoding: "utf8" })) as Record<string, string>;
}

function compile(python: string, folder: string, protos: readonly string[]): void {
  const outputs = ["-I.", "--python_out=.", "--grpc_python_out=.", ...protos];
  const has = (module: string) => {
    const ask = `import importlib.util as u, sys; sys.exit(u.find_spec("${module}") is None)`;
    try {
      execFileSync(python, ["-c", ask], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  };
  if (has("grpc_tools")) execFileSync(python, ["-m", "grpc_tools.protoc", ...outputs], { cwd: folder });
  else if (existsSync(plugin))
    execFileSync("protoc", [`--plugin=protoc-gen-grpc_python=${plugin}`, ...outputs], { cwd: folder });
  else throw new Error("Python has no grpcio-tools, and there is no protoc with grpc_python_plugin");
}

function startPython(python: string, folder: string, args: readonly string[]): RunningPython {
  const env = { ...process.env, PYTHONPATH: folder, PYTHONUNBUFFERED: "1", PYTHONDONTWRITEBYTECODE: "1" };
  const child = spawn(python, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      said += text;
      for (const listen of listeners) listen();
    });
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code));
  });
  const clean = () => withoutPaths(said, folder);
  return {
    process: child,
    said: clean,
    ended,
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!said.includes(words)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        ended.then(() => reject(new Error(`it ended before it said "${words}": ${clean()}`)), reject);
      }),
  };
}

/** Whose machine it was is nobody's business: programs by their names, libraries from their own folder on. */
function withoutPaths(text: string, folder: string): string {
  return text.replaceAll(`${folder}/`, "").replaceAll(/"[^"\n]*\/(?:site|dist)-packages\//g, '"');
}
