import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { createSourceMapper } from "./source-map.ts";

const source = `import type { A } from "a";
/* 中文 */ interface Gone { a: A }

export async function first(x: Gone): Promise<void> {
  const y: number = 1;
  throw new Error(\`\${x} \${y}\`);
}
`;

describe("createSourceMapper", () => {
  test("finds the line and column of what the compiler moved", () => {
    const { code, map } = transformSync(source, {
      loader: "ts",
      format: "cjs",
      sourcemap: "external",
      sourcefile: "client.ts",
    });
    const toSource = createSourceMapper(map);
    const lines = code.split("\n");
    const line = lines.findIndex((text) => text.includes("new Error")) + 1;
    const column = (lines[line - 1] ?? "").indexOf("new Error") + 1;
    expect(toSource(line, column)).toEqual({ line: 6, column: 9 });
    expect(toSource(1, 1)).toBeUndefined();
  });

  test.each(["", "{}", '{"mappings":3}', '{"mappings":"%%%;AAAA"}'])("of %j it asks nothing", (json) => {
    expect(() => createSourceMapper(json)(1, 1)).not.toThrow();
  });
});
