import { nearestName } from "./nearest-name.ts";

type Project = {
  /** The module that imports: `lib/a`. */
  readonly importer: string;
  /** Module paths of the project: `gen/greet_pb`. */
  readonly modules: readonly string[];
  readonly packages: ReadonlySet<string>;
};

const shownFiles = 20;
const nodeModules =
  /^(assert|buffer|child_process|cluster|crypto|dgram|dns|events|fs|http2?|https|inspector|module|net|os|path|perf_hooks|process|querystring|readline|stream|tls|tty|url|util|v8|vm|worker_threads|zlib)(\/|$)/;

/** Why an import leads nowhere, and what there is instead; in plain English, as compilers speak. */
export function explainMissing(specifier: string, project: Project): string {
  const said = `Cannot find "${specifier}".`;
  if (/^\.\.?(\/|$)/.test(specifier)) return `${said} ${explainFile(specifier, project)}`;
  const available = `Available packages: ${[...project.packages].join(", ")}.`;
  return [said, explainPackage(specifier, project), available].filter((text) => text !== "").join(" ");
}

function explainFile(specifier: string, { importer, modules }: Project): string {
  const names = modules.map((path) => fromImporter(path, importer));
  const proto = /([^/]*)\.proto$/.exec(specifier)?.[1];
  if (proto !== undefined) {
    const generated = names.find((name) => name.endsWith(`/${proto}_pb`)) ?? `./gen/${proto}_pb`;
    return `A .proto file is not imported itself: import the code generated from it, "${generated}".`;
  }
  const extension = /\.(json|css|html|txt|wasm|node|tsx|jsx|mjs|cjs|mts|cts)$/.exec(specifier)?.[1];
  if (extension !== undefined) return `Only .ts files can be imported, not .${extension}.`;
  const near = nearestName(specifier.replace(/\.(ts|js)$/, ""), names);
  if (near !== undefined) return `Did you mean "${near}"?`;
  const shown = names.slice(0, shownFiles).join(", ");
  return `The files of this project: ${shown}${names.length > shownFiles ? ", …" : ""}.`;
}

function explainPackage(specifier: string, { modules, packages }: Project): string {
  if (specifier.startsWith("/")) return 'Paths of the project begin with "./" or "../".';
  if (/^[a-z][a-z+.-]+:\/\//i.test(specifier)) return "Code is not loaded from other places.";
  if (/^@connectrpc\/connect-/.test(specifier)) return "The playground connects client and server itself.";
  const own = modules.find((path) => path === specifier.replace(/\.(ts|js)$/, ""));
  if (own !== undefined) return `Did you mean "./${own}"?`;
  if (specifier.startsWith("node:") || nodeModules.test(specifier))
    return "Code here has no files, no network and no processes.";
  const near = nearestName(specifier, [...packages]);
  return near === undefined ? "" : `Did you mean "${near}"?`;
}

/** `./gen/greet_pb` of the root, `../gen/greet_pb` from `lib/a`. */
function fromImporter(path: string, importer: string): string {
  const here = importer.split("/").slice(0, -1);
  const there = path.split("/");
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common += 1;
  const up = "../".repeat(here.length - common);
  return `${up === "" ? "./" : up}${there.slice(common).join("/")}`;
}
