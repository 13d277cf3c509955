export type ImportTarget = { readonly kind: "module" | "package"; readonly path: string };

/** Modules by the path they are imported by: without extension, relative to the project's root. */
export function toModulePath(filePath: string): string {
  return filePath.replace(/\.(ts|js)$/, "");
}

/**
 * What an import means: the path of one of the project's modules, the name of a known package, or undefined when there
 * is no such thing. `./x`, `./x.ts` and `./x.js` are the same module; a folder stands for its `index`.
 */
export function resolveImport(
  specifier: string,
  importer: string,
  modules: { has(path: string): boolean },
  packages: { has(name: string): boolean },
): ImportTarget | undefined {
  if (!/^\.\.?(\/|$)/.test(specifier)) {
    return packages.has(specifier) ? { kind: "package", path: specifier } : undefined;
  }
  const target = joinPath(importer.split("/").slice(0, -1), specifier);
  if (target === undefined) return undefined;
  const candidates = [target, toModulePath(target), target === "" ? "index" : `${target}/index`];
  const path = candidates.find((candidate) => modules.has(candidate));
  return path === undefined ? undefined : { kind: "module", path };
}

/** Undefined: the path leads out of the project. */
function joinPath(folder: readonly string[], specifier: string): string | undefined {
  const path = [...folder];
  for (const segment of specifier.split("/")) {
    if (segment === "..") {
      if (path.pop() === undefined) return undefined;
    } else if (segment !== "." && segment !== "") {
      path.push(segment);
    }
  }
  return path.join("/");
}
