import { prefixOf } from "./inspect-names.ts";
import type { Inspection } from "./inspection.ts";

type Keys = (string | symbol)[];

/**
 * An error as its stack, or in brackets when there is none; `keys` are the properties that are shown after it, from
 * which those that the stack says already are taken, and to which cause and errors are added.
 */
export function errorBase(
  inspection: Inspection,
  error: Error,
  className: string | null,
  tag: string,
  keys: Keys,
): string {
  const raw = stackOf(inspection, error);
  if (!inspection.options.showHidden) {
    for (const key of ["name", "message", "stack"] as const) {
      const at = keys.indexOf(key);
      const value: unknown = key === "stack" ? undefined : error[key];
      if (at >= 0 && (typeof value !== "string" || raw.includes(value))) keys.splice(at, 1);
    }
  }
  if (Object.hasOwn(error, "cause") && !keys.includes("cause")) keys.push("cause");
  if (Object.hasOwn(error, "errors") && Array.isArray((error as { errors?: unknown }).errors)) {
    if (!keys.includes("errors")) keys.push("errors");
  }
  const stack = withClassName(raw, error, className, tag);
  const message = String(error.message);
  const messageAt = message === "" ? -1 : stack.indexOf(message);
  const framesAt = stack.indexOf("\n    at", messageAt < 0 ? 0 : messageAt + message.length);
  const text =
    inspection.options.bareError === error
      ? stack.slice(0, framesAt < 0 ? undefined : framesAt)
      : framesAt < 0
        ? `[${stack}]`
        : stack;
  return text.replaceAll("\n", `\n${" ".repeat(inspection.indentation)}`);
}

function stackOf(inspection: Inspection, error: Error): string {
  const stack = readStack(error);
  if (typeof stack === "string" && stack !== "") return withHead(stack, error);
  return stack ? `${headOf(error)}\n    ${inspection.show(stack, 0)}` : headOf(error);
}

function readStack(error: Error): unknown {
  try {
    return error.stack;
  } catch {
    return undefined;
  }
}

function headOf(error: Error): string {
  return Error.prototype.toString.call(error);
}

/** In Firefox and Safari a stack is frames alone: `name@file:line:column`. */
function withHead(stack: string, error: Error): string {
  if (!/^[^\n]*@[^\n]*:\d+:\d+(\n|$)/.test(stack) || stack.includes("\n    at ")) return stack;
  const frames = stack.split("\n").filter((line) => line !== "");
  return [
    headOf(error),
    ...frames.map((line) => `    at ${line.replace(/^(?:async\*)?(.*?)@(.*)$/, toFrame)}`),
  ].join("\n");
}

const toFrame = (_: string, name: string, place: string) => (name === "" ? place : `${name} (${place})`);

/** The class's name where the error says only the name of the class above. */
function withClassName(stack: string, error: Error, className: string | null, tag: string): string {
  const given = (error as { name?: unknown }).name;
  const name = given === undefined || given === null ? "Error" : String(given);
  const length = name.length;
  const saysName =
    name.endsWith("Error") && stack.startsWith(name) && [undefined, ":", "\n"].includes(stack[length]);
  if (className !== null && !saysName) return stack;
  const fallback =
    className !== null ? "Error" : (/^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/.exec(stack)?.[1] ?? "");
  const prefix = prefixOf(className, tag, fallback || "Error").slice(0, -1);
  if (name === prefix) return stack;
  const rest = stack.slice(className === null ? fallback.length : length);
  return prefix.includes(name) ? prefix + rest : `${prefix} [${name}]${rest}`;
}
