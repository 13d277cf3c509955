import { describe, expect, test } from "vitest";
import { type CodeLanguage, type CodeTokenKind, highlight } from "./highlight.ts";

function piecesOf(kind: CodeTokenKind, text: string, language: CodeLanguage = "typescript"): string[] {
  return highlight(text, language)
    .flat()
    .filter((token) => token.kind === kind)
    .map((token) => token.text.trim());
}

const handler = `import type { ConnectRouter } from "@connectrpc/connect";
/* 中文
   注释 */
export default (router: ConnectRouter) => // a note
  router.service(GreetService, {
    async sayHello({ name }) { return { message: \`Hello, \${name.length > 0x1F ? "you" : \`\${name}\`}!\` }; },
  });
`;

describe("highlight", () => {
  test("loses and adds nothing, whatever the text", () => {
    const texts = [
      handler,
      "",
      "\n\n",
      "`open ${a",
      '"open\nnext',
      "/* open",
      "a / b / c",
      "}}}`",
      "`${`${",
      "\r\n x",
    ];
    for (const language of ["typescript", "proto"] as const) {
      for (const text of texts) {
        const joined = highlight(text, language).map((line) => line.map((token) => token.text).join(""));
        expect(joined.join("\n")).toBe(text);
      }
    }
  });

  test("gives as many lines as the text has, with a comment continued on each of its lines", () => {
    const lines = highlight(handler, "typescript");
    expect(lines).toHaveLength(handler.split("\n").length);
    expect(lines[1]).toEqual([{ kind: "comment", text: "/* 中文" }]);
    expect(lines[2]?.[0]).toEqual({ kind: "comment", text: "   注释 */" });
  });

  test("tells keywords, types, numbers and comments of TypeScript apart", () => {
    expect(piecesOf("keyword", handler)).toEqual(
      ["import type", "from", "export default", "async", "return"].flatMap((k) => k.split(" ")),
    );
    expect(piecesOf("type", handler)).toEqual(["ConnectRouter", "ConnectRouter", "GreetService"]);
    expect(piecesOf("number", "0x1F + 12_000n + 1.5e3")).toEqual(["0x1F", "12_000n", "1.5e3"]);
    expect(piecesOf("comment", handler)).toEqual(["/* 中文", "注释 */", "// a note"]);
  });

  test("reads code inside a template string as code, nested templates and braces included", () => {
    expect(piecesOf("string", "`a ${ { b: `c` } } d` + e")).toEqual(["`a ${", "`c`", "} d`"]);
    expect(piecesOf("plain", "`a ${ { b: `c` } } d` + e").join("")).toContain("b:");
  });

  test("takes a regular expression for one, and a division for none", () => {
    expect(piecesOf("string", `text.replace(/["'\`]/g, "")`)).toEqual([`/["'\`]/g`, '""']);
    expect(piecesOf("string", "total / count / 2;")).toEqual([]);
  });

  test("an unclosed string ends with its line, as in the editor", () => {
    expect(highlight('const a = "open\nconst b', "typescript")[1]?.[0]).toEqual({
      kind: "keyword",
      text: "const",
    });
  });

  test("colours a proto: scalar types are keywords, messages are types, method names are neither", () => {
    const proto =
      'syntax = "proto3"; // 版本\nmessage HelloRequest { string name = 1; }\nservice Greeter { rpc SayHello(HelloRequest) returns (stream Reply); }';
    expect(piecesOf("keyword", proto, "proto")).toEqual([
      "syntax",
      "message",
      "string",
      "service",
      "rpc",
      "returns",
      "stream",
    ]);
    expect(piecesOf("type", proto, "proto")).toEqual(["HelloRequest", "HelloRequest", "Reply"]);
    expect(piecesOf("string", proto, "proto")).toEqual(['"proto3"']);
    expect(piecesOf("number", proto, "proto")).toEqual(["1"]);
  });
});
