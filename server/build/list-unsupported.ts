import type { ModuleProblem, Range } from "./module-facts.ts";
import type { SyntaxTree } from "./syntax-tree.ts";
import { type AnyNode, childrenOf, isNode } from "./visit-nodes.ts";

type Node = AnyNode & { readonly loc?: { readonly start: Place; readonly end: Place } | null };
type Place = { readonly line: number; readonly column: number };

/** What is wrong, and what to write instead. */
const words = {
  await: 'Top-level "await" is not available. Move it into an async function, such as a handler.',
  importEquals: '"import … = require()" belongs to CommonJS. Write: import … from "…".',
  exportEquals: '"export =" belongs to CommonJS. Write: export default ….',
  require: '"require" is not available in an ES module. Write an import at the top of the file.',
  moduleExports:
    '"module.exports" is not available in an ES module. Write: export default …, or export const ….',
  importMeta: '"import.meta" is not available: code here has no file and no address.',
  jsx: "JSX is not available. Only .ts files can be written here.",
};

const functions =
  /^(Function(Declaration|Expression)|ArrowFunctionExpression|(Object|Class|ClassPrivate)Method)$/;

/** What TypeScript can read, and what does not work in a module here; each with its place and what works instead. */
export function listUnsupported(program: SyntaxTree): ModuleProblem[] {
  const problems: ModuleProblem[] = [];
  const declared = new Set<string>();
  const commonJs: { readonly name: string; readonly node: Node }[] = [];
  const open: { readonly node: Node; readonly isInFunction: boolean }[] = [
    { node: program as unknown as Node, isInFunction: false },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, isInFunction } = next;
    const problem = problemOf(node, isInFunction);
    if (problem !== undefined) problems.push({ message: words[problem], range: rangeOf(problem, node) });
    const name = commonJsName(node);
    if (name !== undefined) commonJs.push({ name, node });
    for (const one of declaredNames(node)) declared.add(one);
    // Elements inside an element are the same mistake.
    if (problem === "jsx") continue;
    const inside = isInFunction || functions.test(node.type);
    for (const child of childrenOf(node)) open.push({ node: child, isInFunction: inside });
  }
  for (const { name, node } of commonJs) {
    if (declared.has(name)) continue;
    problems.push({ message: words[name === "require" ? "require" : "moduleExports"], range: toRange(node) });
  }
  return problems.sort(
    (a, b) => a.range.startLine - b.range.startLine || a.range.startColumn - b.range.startColumn,
  );
}

function problemOf(node: Node, isInFunction: boolean): keyof typeof words | undefined {
  switch (node.type) {
    case "AwaitExpression":
      return isInFunction ? undefined : "await";
    case "ForOfStatement":
      return node.await === true && !isInFunction ? "await" : undefined;
    case "VariableDeclaration":
      return node.kind === "await using" && !isInFunction ? "await" : undefined;
    case "TSImportEqualsDeclaration":
      return isNode(node.moduleReference) &&
        node.moduleReference.type === "TSExternalModuleReference" &&
        node.importKind !== "type"
        ? "importEquals"
        : undefined;
    case "TSExportAssignment":
      return "exportEquals";
    case "MetaProperty":
      return isNamed(node.meta, "import") ? "importMeta" : undefined;
    case "JSXElement":
    case "JSXFragment":
      return "jsx";
    default:
      return undefined;
  }
}

/** `require`, `module` or `exports`, where the code relies on them. */
function commonJsName(node: Node): string | undefined {
  if (node.type === "CallExpression") return isNamed(node.callee, "require") ? "require" : undefined;
  if (node.type !== "AssignmentExpression" || !isNode(node.left)) return undefined;
  let target: unknown = node.left;
  while (isNode(target) && target.type === "MemberExpression") {
    if (isNamed(target.object, "exports")) return "exports";
    if (isNamed(target.object, "module") && isNamed(target.property, "exports")) return "module";
    target = target.object;
  }
  return undefined;
}

const holders = [
  "VariableDeclarator",
  "ImportSpecifier",
  "ImportDefaultSpecifier",
  "ImportNamespaceSpecifier",
];

/** Names that a node brings into being; parameters of functions too. */
function declaredNames(node: Node): string[] {
  const named = [
    ...(holders.includes(node.type) ? [node.id, node.local] : []),
    ...(functions.test(node.type) && Array.isArray(node.params) ? [node.id, ...node.params] : []),
  ];
  return named.flatMap((one) => (isNode(one) && typeof one.name === "string" ? [one.name] : []));
}

const isNamed = (value: unknown, name: string) =>
  isNode(value) && value.type === "Identifier" && value.name === name;

/** Of a waiting loop or call only the word itself: what it waits for may be long, and right. */
function rangeOf(problem: keyof typeof words, node: Node): Range {
  const range = toRange(node);
  if (problem !== "await") return range;
  const length = node.type === "ForOfStatement" ? "for await".length : "await".length;
  return { ...range, endLine: range.startLine, endColumn: range.startColumn + length };
}

/** Babel counts lines from 1 and columns, in UTF-16 units, from 0. */
function toRange({ loc }: Node): Range {
  return {
    startLine: loc?.start.line ?? 1,
    startColumn: (loc?.start.column ?? 0) + 1,
    endLine: loc?.end.line ?? 1,
    endColumn: (loc?.end.column ?? 1) + 1,
  };
}
