import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { serverEnvironment } from "./server-environment.ts";

test.each(["package.json", "Dockerfile"])("%s starts the server with the same variables", (file) => {
  const started = readFileSync(file, "utf8");
  for (const [name, value] of Object.entries(serverEnvironment))
    expect(started).toContain(`${name}=${value} `);
});
