import type { ExperimentFacts } from "./module-facts.ts";
import type { Comment, Expression, Statement, SyntaxTree } from "./syntax-tree.ts";

type Declared = { readonly name: string; readonly line: number; readonly comments: readonly Comment[] };

/**
 * The exported async functions of a module, in the order in which they are written: `export async function x`,
 * `export const x = async () => …`, and `export { x }` of either. Generators and re-exports are none.
 */
export function listExperiments(program: SyntaxTree): ExperimentFacts[] {
  const local = new Map(
    program.body
      .flatMap((statement) => asyncFunctions(statement, statement.leadingComments))
      .map((one) => [one.name, one]),
  );
  const exported = program.body.flatMap((statement): Declared[] => {
    if (statement.type !== "ExportNamedDeclaration") return [];
    if (statement.declaration) return asyncFunctions(statement.declaration, statement.leadingComments);
    if (statement.source) return [];
    return statement.specifiers.flatMap((specifier) => {
      if (specifier.type !== "ExportSpecifier" || specifier.exported.type !== "Identifier") return [];
      const declared = local.get(specifier.local.name);
      return declared === undefined ? [] : [{ ...declared, name: specifier.exported.name }];
    });
  });
  const byName = new Map(exported.filter(({ name }) => name !== "default").map((one) => [one.name, one]));
  return [...byName.values()].map(({ name, line, comments }) => ({
    name,
    line,
    ...readDocComment(comments, name),
  }));
}

function asyncFunctions(statement: Statement, comments: readonly Comment[] | null | undefined): Declared[] {
  const line = statement.loc?.start.line ?? 1;
  if (statement.type === "FunctionDeclaration") {
    const { async, generator, id } = statement;
    return async && !generator && id ? [{ name: id.name, line, comments: comments ?? [] }] : [];
  }
  if (statement.type !== "VariableDeclaration") return [];
  return statement.declarations.flatMap(({ id, init }) => {
    if (id.type !== "Identifier" || !isAsyncFunction(init)) return [];
    return [{ name: id.name, line: id.loc?.start.line ?? line, comments: comments ?? [] }];
  });
}

function isAsyncFunction(init: Expression | null | undefined): boolean {
  switch (init?.type) {
    case "ArrowFunctionExpression":
      return init.async;
    case "FunctionExpression":
      return init.async && !init.generator;
    case "TSSatisfiesExpression":
    case "TSAsExpression":
      return isAsyncFunction(init.expression);
    default:
      return false;
  }
}

/** The comment's first line is the title, what follows the description; tags such as `@param` end it. */
function readDocComment(comments: readonly Comment[], name: string): { title: string; description: string } {
  const comment = comments.findLast(({ type, value }) => type === "CommentBlock" && value.startsWith("*"));
  const lines = (comment?.value ?? "")
    .slice(1)
    .split(/\r\n|[\r\n]/)
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd());
  const tag = lines.findIndex((line) => /^\s*@\w/.test(line));
  const text = (tag < 0 ? lines : lines.slice(0, tag)).join("\n").trim();
  const [title = "", ...rest] = text.split("\n");
  return { title: title.trim() || name, description: rest.join("\n").trim() };
}
