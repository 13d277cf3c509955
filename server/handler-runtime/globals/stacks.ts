import { booted } from "../host.ts";

/**
 * Stacks as the visitor should read them: their own files and lines, without the runtime's frames. V8 asks
 * `Error.prepareStackTrace` when a stack is read for the first time, so that an error nobody looks at costs nothing.
 * As in Node the visitor may put a function of their own there; our own reading is not asked to pass through it.
 */
const NativeError = Error as ErrorConstructor & { prepareStackTrace?: unknown };
const errorToString = uncurry(Error.prototype.toString);

type CallSite = { toString(): string };
type Prepare = (error: unknown, frames: readonly CallSite[]) => unknown;

const frameToString = uncurry(readCallSite().toString as () => string);
let ofVisitor: Prepare | undefined;
let isReading = false;

function uncurry(method: (this: never) => string): (self: unknown) => string {
  return Function.prototype.call.bind(method) as (self: unknown) => string;
}

function readCallSite(): CallSite {
  NativeError.prepareStackTrace = (_: unknown, [frame]: readonly CallSite[]) => frame;
  const site = new NativeError().stack as unknown as CallSite;
  delete NativeError.prepareStackTrace;
  return Object.getPrototypeOf(site) as CallSite;
}

const prepare: Prepare = (error, frames) => {
  let text = "";
  for (let at = 0; at < frames.length; at += 1) text += `\n    at ${frameToString(frames[at])}`;
  return isReading ? text : headOf(error) + booted().host.mapStack(text);
};

function headOf(error: unknown): string {
  try {
    return errorToString(error);
  } catch {
    return "Error";
  }
}

/** Before the visitor's code loads, and so that it can neither remove nor replace it. */
export function installStacks(): void {
  Object.defineProperty(NativeError, "prepareStackTrace", {
    get: () => (ofVisitor === undefined || isReading ? prepare : ofVisitor),
    set: (value: unknown) => {
      ofVisitor = typeof value === "function" && value !== prepare ? (value as Prepare) : undefined;
    },
    configurable: false,
    enumerable: false,
  });
}

/** V8's frames of the place where it is called, innermost first. */
export function callStack(): string {
  const before = isReading;
  isReading = true;
  try {
    const { stack } = new NativeError();
    return typeof stack === "string" ? stack : "";
  } finally {
    isReading = before;
  }
}

/** The frames of an error as its owner may read them; the stack is the visitor's to change. */
export function errorStack(error: Error): string {
  try {
    const { stack } = error as { readonly stack?: unknown };
    return typeof stack === "string" ? stack : "";
  } catch {
    return "";
  }
}
