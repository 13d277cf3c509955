import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import type { Program, ProgramModule } from "./sandbox.ts";

/** Turns sources as a visitor writes them into a program: `server.ts`, the generated fixture, and other files by path. */
export async function programOf(
  server: string,
  others: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const generated = readFileSync(join(import.meta.dirname, "fixtures/greet_pb.ts"), "utf8");
  const greet = await compile("gen/greet_pb", generated);
  const own = await Promise.all(
    Object.entries({ server, ...others }).map(([path, source]) => compile(path, source)),
  );
  return { modules: [...own, { ...greet, sourceMap: "" }], entry: "server" };
}

async function compile(path: string, source: string): Promise<ProgramModule> {
  const options = {
    loader: "ts",
    format: "cjs",
    target: "es2023",
    sourcemap: "external",
    sourcefile: `${path}.ts`,
  } as const;
  const { code, map } = await transform(source, options);
  return { path, code, sourceMap: map };
}

/** A Greeter whose four methods are the given bodies; what is left out answers unimplemented. */
export function greeter(methods: string, before = ""): string {
  return [
    'import { Code, ConnectError, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";',
    'import { Greeter, type HelloRequest, HelloReplySchema, HelloRequestSchema } from "./gen/greet_pb";',
    `${before}`,
    "export default (router: ConnectRouter) => router.service(Greeter, {",
    methods,
    "});",
  ].join("\n");
}
