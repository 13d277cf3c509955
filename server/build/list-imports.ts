import type { ModuleImport, Range } from "./module-facts.ts";
import type { SyntaxTree } from "./syntax-tree.ts";
import { isNode, visitNodes } from "./visit-nodes.ts";

type Located = {
  readonly loc?: { readonly start: Place; readonly end: Place } | null;
};
type Place = { readonly line: number; readonly column: number };

/**
 * Specifiers that are loaded at run time, in order: what only brings types is left out. Of `import("…")` those whose
 * name is written down.
 */
export function listImports(program: SyntaxTree): ModuleImport[] {
  return [...listStaticImports(program), ...listDynamicImports(program)];
}

function listStaticImports(program: SyntaxTree): ModuleImport[] {
  return program.body.flatMap((statement) => {
    switch (statement.type) {
      case "ImportDeclaration": {
        const { importKind, specifiers } = statement;
        const areTypes =
          specifiers.length > 0 &&
          specifiers.every((one) => "importKind" in one && one.importKind === "type");
        return importKind === "type" || areTypes ? [] : [toImport(statement.source)];
      }
      case "ExportAllDeclaration":
        return statement.exportKind === "type" ? [] : [toImport(statement.source)];
      case "ExportNamedDeclaration":
        return statement.source && statement.exportKind !== "type" ? [toImport(statement.source)] : [];
      default:
        return [];
    }
  });
}

function listDynamicImports(program: SyntaxTree): ModuleImport[] {
  const found: ModuleImport[] = [];
  visitNodes(program, (node) => {
    const isImport = node.type === "CallExpression" && isNode(node.callee) && node.callee.type === "Import";
    const [first] = isImport && Array.isArray(node.arguments) ? (node.arguments as unknown[]) : [];
    if (isNode(first) && first.type === "StringLiteral" && typeof first.value === "string")
      found.push({ specifier: first.value, range: toRange(first as Located) });
  });
  return found.sort((a, b) => a.range.startLine - b.range.startLine);
}

function toImport(source: Located & { readonly value: string }): ModuleImport {
  return { specifier: source.value, range: toRange(source) };
}

/** Babel counts lines from 1 and columns, in UTF-16 units, from 0. */
function toRange({ loc }: Located): Range {
  return {
    startLine: loc?.start.line ?? 1,
    startColumn: (loc?.start.column ?? 0) + 1,
    endLine: loc?.end.line ?? 1,
    endColumn: (loc?.end.column ?? 1) + 1,
  };
}
