import { readFileSync } from "node:fs";
import { z } from "zod";

const callSchema = z.strictObject({
  /** `GreetService/SayHello`; the package is that of the program. */
  method: z.string(),
  requests: z.array(z.json()).default([{}]),
  headers: z.record(z.string(), z.string()).default({}),
  timeoutMs: z.number().optional(),
  /** The caller goes away after so many replies. */
  cancelAfter: z.number().optional(),
});

export type Call = z.infer<typeof callSchema>;
export type HandlerProgram = {
  readonly files: readonly { readonly path: string; readonly content: string }[];
  readonly calls: readonly Call[];
};

/** A program of the corpus: files between `-- path --` lines (the txtar format of Go), `calls.json` last. */
export function readProgram(path: string): HandlerProgram {
  const parts = readFileSync(path, "utf8")
    .split(/^-- (.+) --\n/m)
    .slice(1);
  const files = parts.flatMap((name, at) =>
    at % 2 === 0 ? [{ path: name, content: parts[at + 1] ?? "" }] : [],
  );
  const calls = files.find((file) => file.path === "calls.json")?.content ?? "[]";
  return {
    files: files.filter((file) => file.path !== "calls.json"),
    calls: z.array(callSchema).parse(JSON.parse(calls)),
  };
}
