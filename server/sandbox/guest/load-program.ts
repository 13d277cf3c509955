import type ivm from "isolated-vm";
import type { OpenedMessage, OpenMessage } from "../protocol.ts";
import { programScheme, type StackReader } from "./stack-reader.ts";

type Entry = ivm.Reference<(...args: unknown[]) => unknown>;
type Parts = {
  readonly message: OpenMessage;
  readonly isolate: ivm.Isolate;
  readonly context: ivm.Context;
  readonly entries: { readonly define: Entry; readonly start: Entry };
  readonly stacks: StackReader;
  readonly enter: (run: () => unknown) => unknown;
  readonly timeout: { readonly timeout: number };
};

/** More of what a module threw is of no use, and could be more than a frame holds. */
const maxTextChars = 16 * 1024;
const maxNameChars = 300;

/** Compiles the program's modules, hands them to the runtime, and runs the entry. */
export function loadProgram({
  message,
  isolate,
  context,
  entries,
  stacks,
  enter,
  timeout,
}: Parts): OpenedMessage {
  try {
    for (const module of message.modules) {
      stacks.add(module.path, module.sourceMap);
      // The wrapper has a line of its own, before the first, so that lines are the module's own.
      const code = `(function (exports, require, module) {\n${module.code}\n})`;
      const script = isolate.compileScriptSync(code, {
        filename: `${programScheme}${module.path}`,
        lineOffset: -1,
      });
      const body = script.runSync(context, { ...timeout, reference: true }) as ivm.Reference;
      entries.define.applySync(undefined, [module.path, body.derefInto()] as never);
      body.release();
      script.release();
    }
    enter(() => entries.start.applySync(undefined, [message.entry, message.kind ?? ""] as never, timeout));
    return { ok: true };
  } catch (error) {
    if (!(error instanceof Error)) {
      const message = String(error).slice(0, maxTextChars);
      return { ok: false, error: { name: "Error", message, frames: [] } };
    }
    const stack = String(error.stack ?? "");
    const message = error.message.slice(0, maxTextChars).replace(/ \[program:[^\]]*\]$/, "");
    const place = / \[program:([^\]]*):(\d+):(\d+)\]$/.exec(error.message);
    const frames = stacks.frames(
      place === null ? stack : `\n    at ${programScheme}${place[1]}:${place[2]}:${place[3]}`,
    );
    return { ok: false, error: { name: error.name.slice(0, maxNameChars), message, frames } };
  }
}
