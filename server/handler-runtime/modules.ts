import * as protobuf from "@bufbuild/protobuf";
import * as codegen from "@bufbuild/protobuf/codegenv2";
import * as reflect from "@bufbuild/protobuf/reflect";
import * as wire from "@bufbuild/protobuf/wire";
import * as wkt from "@bufbuild/protobuf/wkt";
import * as connect from "@connectrpc/connect";
import * as globalTimers from "./globals/timers.ts";
import { playground } from "./playground-module.ts";
import * as timersPromises from "./timers-promises.ts";

type Exports = Record<string, unknown>;
type ModuleBody = (
  exports: Exports,
  require: (name: string) => Exports,
  module: { exports: Exports },
) => void;

const timers = {
  setTimeout: globalTimers.setTimeout,
  setInterval: globalTimers.setInterval,
  setImmediate: globalTimers.setImmediate,
  clearTimeout: globalTimers.clearTimeout,
  clearInterval: globalTimers.clearTimeout,
  clearImmediate: globalTimers.clearTimeout,
  promises: timersPromises,
};

/** Everything that a visitor's module can import by name. */
const libraries = new Map<string, Exports>(
  Object.entries({
    "@connectrpc/connect": connect,
    "@bufbuild/protobuf": protobuf,
    "@bufbuild/protobuf/codegenv2": codegen,
    "@bufbuild/protobuf/reflect": reflect,
    "@bufbuild/protobuf/wire": wire,
    "@bufbuild/protobuf/wkt": wkt,
    "node:timers": timers,
    "node:timers/promises": timersPromises,
    playground,
  }).map(([name, exports]) => [name, Object.freeze({ __esModule: true, default: exports, ...exports })]),
);

/** Puts a module in the place of one that is offered by name. Before the program's modules run. */
export function offerModule(name: string, exports: Exports): void {
  libraries.set(name, Object.freeze({ __esModule: true, default: exports, ...exports }));
}

const bodies = new Map<string, ModuleBody>();
const loaded = new Map<string, { exports: Exports }>();

/** Hands over a compiled module of the program. */
export function defineModule(path: string, body: ModuleBody): void {
  bodies.set(path, body);
}

/** Runs a module the first time it is asked for; like Node, a cycle sees what is exported so far. */
export function loadModule(path: string): Exports {
  const known = loaded.get(path);
  if (known !== undefined) return known.exports;
  const body = bodies.get(path);
  if (body === undefined) throw new Error(`there is no module "${path}"`);
  const module = { exports: {} as Exports };
  loaded.set(path, module);
  body.call(module.exports, module.exports, (name) => requireFrom(path, name), module);
  return module.exports;
}

function requireFrom(importer: string, name: string): Exports {
  const library = libraries.get(name) ?? libraries.get(`node:${name}`);
  if (library !== undefined) return library;
  if (name.startsWith("./") || name.startsWith("../")) {
    const path = resolve(importer, name);
    if (path !== null) return loadModule(path);
  }
  const own = [...bodies.keys()].filter((path) => path !== importer).map((path) => `"./${path}"`);
  const offered = [...libraries.keys()].map((library) => `"${library}"`);
  throw Object.assign(
    new Error(
      `Cannot find module "${name}", imported by ${importer}.ts. Available here: ${[...offered, ...own].join(", ")}.`,
    ),
    { code: "MODULE_NOT_FOUND" },
  );
}

/** The program's own path that `name` means, with `.js`, `.ts` or nothing at its end. */
function resolve(importer: string, name: string): string | null {
  const parts = importer.split("/").slice(0, -1);
  for (const part of name.split("/")) {
    if (part === "..") {
      if (parts.length === 0) return null;
      parts.pop();
    } else if (part !== "." && part !== "") parts.push(part);
  }
  const path = parts.join("/");
  const candidates = [path, path.replace(/\.(?:js|ts|mjs|mts)$/, ""), `${path}/index`];
  return candidates.find((candidate) => bodies.has(candidate)) ?? null;
}
