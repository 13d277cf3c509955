import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

const broken = `syntax = "proto3";
package greet.v1;
service Greeter { rpc SayHello(SayHelloRequest) returns (SayHelloResponse); }
message SayHelloRequest { /* 中文注释 */ strin name = 1; }
message SayHelloResponse { string message = 1; }
`;

test("a proto mistake behind a Chinese comment is marked at the right column", async ({ page }) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.edit("greet.proto", broken);
  const line = broken.split("\n")[3] ?? "";
  const column = line.indexOf("strin name") + 1;
  const problem = page.getByRole("button", { name: new RegExp(`greet\\.proto.*4.*${column}`) }).first();
  await expect(problem).toBeVisible();
  await expect(page.locator(".monaco-editor .squiggly-error")).toHaveCount(1);
  await problem.click();
  await expect(page.locator(".monaco-editor")).toContainText("中文注释");

  await playground.runButton.click();
  await expect(page.locator('[data-failure="compile"]')).toContainText("Your code does not compile");
  await expect(page.locator('[data-failure="compile"]')).toContainText("line 4");
});

test("a wrong field of the visitor's own message is a type error in server.ts", async ({ page }) => {
  await page.goto("/zh/play");
  const playground = new PlaygroundPage(page, "zh");
  await playground.edit(
    "server.ts",
    `import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

export default (router: ConnectRouter) =>
  router.service(Greeter, { sayHello: (request) => ({ message: request.nam }) });
`,
  );
  await expect(page.getByRole("button", { name: /server\.ts.*5/ }).first()).toContainText(/nam/);
});
