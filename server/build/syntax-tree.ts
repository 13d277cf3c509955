import type { ParseResult } from "@babel/parser";

/** The parser's own types, named from the one package that is a dependency. */
export type SyntaxTree = ParseResult["program"];
export type Statement = SyntaxTree["body"][number];
export type Comment = NonNullable<Statement["leadingComments"]>[number];
export type Expression = Extract<Statement, { type: "ExpressionStatement" }>["expression"];
