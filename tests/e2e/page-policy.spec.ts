import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type APIResponse, expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground-page.ts";

const root = join(import.meta.dirname, "../..");

/** A built file below `folder` whose name ends so, as the address that serves it. */
function built(folder: string, ending: string, served: string): string {
  const file = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).find((name) =>
    name.endsWith(ending),
  );
  if (file === undefined) throw new Error(`no ${ending} in ${folder}: is the site built?`);
  return `${served}/${file}`;
}

const runtime: Record<"frame" | "worker", string> = JSON.parse(
  readFileSync(join(root, "public/run/manifest.json"), "utf8"),
);
const documents = [
  "/en",
  "/zh",
  "/en/play",
  "/zh/play",
  "/en/limits",
  "/zh/limits",
  "/en/load",
  "/zh/cost",
  "/en/wire",
  "/en/nothing",
  "/nothing",
];
const assets = [
  built(".next/static", ".js", "/_next/static"),
  built(".next/static", ".css", "/_next/static"),
  built(".next/static", ".woff2", "/_next/static"),
  built("public/monaco", "monaco.js", "/monaco"),
  built("public/monaco", "ts.worker.js", "/monaco"),
  built("public/monaco", ".css", "/monaco"),
  "/icon.svg",
  "/_next/static/nothing.js",
  "/en/play?_rsc=1",
];
const plain = ["/healthz", "/readyz", "/playground.v1.ClockService/None", "/"];

function directives(response: APIResponse): ReadonlyMap<string, string> {
  const policy = response.headers()["content-security-policy"] ?? "";
  return new Map(
    policy.split("; ").map((text) => [text.split(" ", 1)[0] ?? "", text.slice(text.indexOf(" ") + 1)]),
  );
}

test.describe("the headers hold on", () => {
  for (const path of [...documents, ...assets, ...plain, runtime.frame, runtime.worker, "/sandbox.html"]) {
    test(path.replaceAll(/[\da-f]{16}/g, "<hash>"), async ({ request }) => {
      const response = await request.get(path, { maxRedirects: 0 });
      const headers = response.headers();
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("strict-origin-when-cross-origin");
      expect(headers["cross-origin-resource-policy"]).toMatch(/^(same|cross)-origin$/);
      expect(headers["set-cookie"]).toBeUndefined();
      expect(headers["x-powered-by"]).toBeUndefined();
      const isPage = [...documents, ...assets].includes(path);
      if (!isPage) return;
      expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
      expect(headers["cross-origin-embedder-policy"]).toBe("require-corp");
      const policy = directives(response);
      expect(policy.get("script-src")).toMatch(/^'self' 'nonce-[\w+/=]{24}'$/);
      expect(policy.get("frame-ancestors")).toBe("'none'");
      expect(policy.get("object-src")).toBe("'none'");
      expect(policy.get("base-uri")).toBe("'none'");
      expect(policy.get("require-trusted-types-for")).toBe("'script'");
    });
  }
});

for (const path of documents) {
  test(`every script of ${path} carries the nonce of its request, and the next request has another`, async ({
    request,
  }) => {
    const nonceOf = (response: APIResponse) =>
      /'nonce-([^']+)'/.exec(directives(response).get("script-src") ?? "")?.[1] ?? "none";
    const response = await request.get(path);
    const nonce = nonceOf(response);
    const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect(nonceOf(await request.get(path))).not.toBe(nonce);
  });
}

/** Collects what the page's own policy refused, from the first script on. */
const collectViolations = () => {
  const violations: string[] = [];
  Object.assign(globalThis, { violations });
  document.addEventListener("securitypolicyviolation", (event) =>
    violations.push(`${event.effectiveDirective}: ${event.sample || event.blockedURI}`),
  );
};
const readViolations = () => Reflect.get(globalThis, "violations") as string[];

test("a visit with run, suggestions and search breaks no rule of the policy, and needs no cookie", async ({
  page,
}) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.addInitScript(collectViolations);
  await page.goto("/en");
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  await playground.run("blocking");
  await playground.calls();
  await playground.openFile("client.ts");
  const lines = page.locator(".monaco-editor .view-lines").first();
  await lines.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\nMath.");
  await expect(page.locator(".suggest-widget .monaco-list-row").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+f");
  await expect(page.locator(".find-widget.visible")).toBeVisible();
  expect(await page.evaluate(readViolations)).toEqual([]);
  expect(errors).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
});

test("what an injected script would reach for is refused: markup, addresses, policies, inline code", async ({
  page,
}) => {
  await page.goto("/en/play");
  const refused = await page.evaluate(async () => {
    const attempts: Record<string, () => unknown> = {
      markup: () => {
        document.body.innerHTML = "<img src=x onerror='globalThis.hurt = true'>";
      },
      parser: () => new DOMParser().parseFromString("<b>", "text/html"),
      "script from elsewhere": () => {
        document.createElement("script").src = "https://example.org/x.js";
      },
      "script of ours that is no build": () => {
        document.createElement("script").src = "/d/somebody/x.js";
      },
      "worker from elsewhere": () => new Worker("/run/x.js"),
      "inline text": () => {
        document.createElement("script").text = "globalThis.hurt = true";
      },
      code: () => new Function("globalThis.hurt = true")(),
      "another policy": () =>
        Reflect.get(globalThis, "trustedTypes").createPolicy("mine", { createHTML: String }),
    };
    // Outside of the evaluation, for which the browser lets `eval` pass.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return Object.entries(attempts).map(([name, attempt]) => {
      try {
        attempt();
        return `${name}: done`;
      } catch (error) {
        return `${name}: ${(error as Error).name}`;
      }
    });
  });
  expect(refused).toEqual([
    "markup: TypeError",
    "parser: TypeError",
    "script from elsewhere: TypeError",
    "script of ours that is no build: TypeError",
    "worker from elsewhere: TypeError",
    "inline text: TypeError",
    "code: EvalError",
    "another policy: TypeError",
  ]);
  expect(await page.evaluate(() => Reflect.get(globalThis, "hurt"))).toBeUndefined();
});

test("what a program logs, answers and throws is text on the page, never markup", async ({ page }) => {
  await page.goto("/en/play");
  const playground = new PlaygroundPage(page);
  const hostile = `<img src=x onerror="document.title='hurt'"><script>document.title='hurt'</script>`;
  await playground.edit(
    "client.ts",
    `export async function markup() {\n  console.log(${JSON.stringify(hostile)});\n  console.log({ html: ${JSON.stringify(hostile)} });\n  throw new Error(${JSON.stringify(hostile)});\n}\n`,
  );
  await playground.run("markup");
  await playground.showTab(playground.words.console);
  await expect(page.getByText("<img src=x onerror=").first()).toBeVisible();
  expect(await page.locator("img[src='x']").count()).toBe(0);
  expect(await page.title()).not.toBe("hurt");
});

test("no site can frame a page", async ({ page, baseURL }) => {
  // Another origin on the same machine.
  const elsewhere = `${baseURL}`.replace("127.0.0.1", "localhost");
  await page.route(`${elsewhere}/frame`, (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe src="${baseURL}/en/play"></iframe>` }),
  );
  await page.goto(`${elsewhere}/frame`);
  await expect.poll(() => page.frames().at(1)?.url()).toBe("chrome-error://chromewebdata/");
});
