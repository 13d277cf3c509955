import type { ModuleImport, Range } from "./module-facts.ts";
import type { SyntaxTree } from "./syntax-tree.ts";

type Located = {
  readonly loc?: { readonly start: Place; readonly end: Place } | null;
};
type Place = { readonly line: number; readonly column: number };

/** Specifiers that are loaded at run time, in order: what only brings types is left out. */
export function listImports(program: SyntaxTree): ModuleImport[] {
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
