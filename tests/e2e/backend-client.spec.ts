import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

const proto = `syntax = "proto3";
package greet.v1;
service Greeter {
  rpc SayHello(Name) returns (Reply);
  rpc GreetAll(stream Name) returns (Reply);
  rpc Chat(stream Name) returns (stream Reply);
}
service Names {
  rpc Look(Name) returns (Reply);
}
message Name { string name = 1; }
message Reply { string message = 1; }
`;
const server = `import { type ConnectRouter, createClient } from "@connectrpc/connect";
import { callOptions, transport } from "playground";
import { Greeter, Names } from "./gen/greet_pb";

const names = createClient(Names, transport);

export default (router: ConnectRouter) =>
  router
    .service(Greeter, {
      async sayHello({ name }, context) {
        const { message } = await names.look({ name }, callOptions(context));
        return { message: "Hello, " + message };
      },
      async greetAll(requests) {
        const all: string[] = [];
        for await (const { name } of requests) all.push(name);
        return { message: "Hello, " + all.join(" and ") };
      },
      async *chat(requests) {
        for await (const { name } of requests) yield { message: "Hi " + name };
      },
    })
    .service(Names, {
      async look({ name }) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return { message: name.toUpperCase() };
      },
    });
`;
const client = `import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";

export async function one() {
  console.log((await createClient(Greeter, transport).sayHello({ name: "ada" })).message);
}
export async function many() {
  async function* people() { for (const name of ["Ada", "Grace"]) yield { name }; }
  console.log((await createClient(Greeter, transport).greetAll(people())).message);
}
export async function forever() {
  async function* people() { yield { name: "Ada" }; await new Promise(() => {}); }
  for await (const { message } of createClient(Greeter, transport).chat(people())) console.log(message);
}
`;

async function openProject(page: PlaygroundPage) {
  await page.page.goto("/en/play");
  await page.edit("greet.proto", proto);
  await page.edit("server.ts", server);
  await page.edit("client.ts", client);
  await expect(page.page.getByLabel("Experiment")).toContainText("forever");
}

test("an experiment that streams requests runs in the backend by itself, and the page says why", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await openProject(playground);
  await playground.chooseExperiment("one");
  await expect(page.locator("[data-runs-in]")).toHaveCount(0);
  await playground.chooseExperiment("many");
  await expect(page.locator("[data-runs-in=backend]")).toContainText(
    "greet.v1.Greeter/GreetAll takes a stream of requests, which browsers cannot send.",
  );
  await playground.run("many");
  await playground.showTab("Console");
  await expect(page.getByTestId("console-lines")).toContainText("Hello, Ada and Grace");
  const [call] = await playground.calls();
  expect(call?.status).toBe("OK");
  expect(Number(call?.sentUs)).toBeLessThanOrEqual(Number(call?.arrivedUs));
  expect(Number(call?.repliedUs)).toBeLessThanOrEqual(Number(call?.receivedUs));
});

test("a call between services stands in the table of the run that caused it", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await openProject(playground);
  await playground.run("one");
  await playground.showTab("Console");
  await expect(page.getByTestId("console-lines")).toContainText("Hello, ADA");
  await playground.showTab("Calls");
  const hop = page.locator("tr[data-nested]");
  await expect(hop).toHaveCount(1);
  await expect(hop).toContainText("Names/Look");
  await expect(hop).toContainText("↳ 1");
});

test("gRPC is chosen in the settings, runs in the backend, and Stop stops it there", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await openProject(playground);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("radio", { name: "gRPC", exact: true }).check({ force: true });
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(page.locator("[data-runs-in=backend]")).toContainText("HTTP trailers");
  await playground.run("one");
  await playground.showTab("Console");
  await expect(page.getByTestId("console-lines")).toContainText("Hello, ADA");
  await playground.chooseExperiment("forever");
  await playground.runButton.click();
  await expect(page.getByTestId("console-lines")).toContainText("Hi Ada");
  await playground.stopButton.click();
  await expect(playground.runButton).toBeVisible();
});
