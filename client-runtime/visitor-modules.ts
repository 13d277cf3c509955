import { resolveImport } from "#lib/source/resolve-import.ts";
import { createSourceMapper, type SourceMapper } from "#lib/source/source-map.ts";
import type { ClientRun } from "./messages.ts";

/** Before a visitor's path in stacks, so that their frames can be told from the runtime's. */
export const visitorScheme = "playground:///";

export type VisitorModules = {
  /** Runs the module, and those it imports, when it was not run before. Throws what they throw. */
  require(path: string): Record<string, unknown>;
  /** By path without extension. */
  readonly mappers: ReadonlyMap<string, SourceMapper>;
};

type Loaded = { exports: Record<string, unknown> };

/**
 * The visitor's CommonJS modules and the packages they may import. Modules that import each other see what the other has
 * exported so far, as in Node.
 */
export function createVisitorModules(
  modules: ClientRun["modules"],
  packages: ReadonlyMap<string, unknown>,
): VisitorModules {
  const sources = new Map(modules.map((module) => [module.path, module]));
  const loaded = new Map<string, Loaded>();

  const load = (path: string): Record<string, unknown> => {
    const known = loaded.get(path);
    if (known !== undefined) return known.exports;
    const source = sources.get(path);
    if (source === undefined) throw new Error(`There is no module ${path}.`);
    const module: Loaded = { exports: {} };
    loaded.set(path, module);
    const extension = source.sourceMap === "" ? "js" : "ts";
    // The function begins on the code's own first line, so that the source map needs no correction.
    const code = `(function (require, module, exports) {${source.code}\n})\n//# sourceURL=${visitorScheme}${toUrlPath(path)}.${extension}`;
    // biome-ignore lint/security/noGlobalEval: running the visitor's own code in their own sandboxed worker is the purpose
    const run = globalThis.eval(code) as (
      require: (name: string) => unknown,
      module: Loaded,
      exports: unknown,
    ) => void;
    run((specifier) => resolve(specifier, path), module, module.exports);
    return module.exports;
  };

  const resolve = (specifier: string, importer: string): unknown => {
    const target = resolveImport(specifier, importer, sources, packages);
    if (target === undefined) throw new Error(`Cannot find "${specifier}", imported by ${importer}.`);
    return target.kind === "package" ? packages.get(target.path) : load(target.path);
  };

  const mappers = new Map(
    modules
      .filter(({ sourceMap }) => sourceMap !== "")
      .map(({ path, sourceMap }) => [path, createSourceMapper(sourceMap)]),
  );
  return { require: load, mappers };
}

/** Brackets end a place in a stack. */
function toUrlPath(path: string): string {
  return encodeURI(path).replaceAll("(", "%28").replaceAll(")", "%29");
}
