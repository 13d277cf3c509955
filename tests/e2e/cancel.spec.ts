import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

const server = `import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";

export default (router: ConnectRouter) =>
  router.service(Greeter, {
    async sayHello(_request, context) {
      console.log("waiting");
      await new Promise((resolve) => context.signal.addEventListener("abort", resolve));
      console.log("heard of the cancel");
      return {};
    },
  });
`;

const client = `import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";

/** Gives up. */
export async function givesUp() {
  const stop = new AbortController();
  const call = createClient(Greeter, transport).sayHello({ name: "Ada" }, { signal: stop.signal });
  setTimeout(() => stop.abort(), 500);
  await call.catch((error) => console.log("gave up", error.code));
}
`;

test("a call that the page gives up is cancelled at the handler, which says nothing meanwhile", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await page.goto("/en/play");
  await playground.edit("server.ts", server);
  await playground.edit("client.ts", client);
  await expect(page.getByLabel("Experiment", { exact: true })).toContainText("givesUp");
  await playground.run("givesUp");
  await playground.showTab("Console");
  const results = page.locator('[data-pane="result"]');
  await expect(results).toContainText("heard of the cancel");
  await expect(results).toContainText("gave up 1");
});
