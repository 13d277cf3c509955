import { expect } from "vitest";
import type { Listener } from "./listener.ts";
import type { VisitorBrowser } from "./visitor-browser.ts";

/**
 * The wall behind the worker: were a program to run in the sandboxed document itself, the document's policy and the
 * page's would still hold. Tries there what a worker cannot even name.
 */
export async function attackFrame(browser: VisitorBrowser, listener: Listener): Promise<void> {
  const opened = await browser.takePage();
  const find = () => opened.page.frames().find((one) => one.url().endsWith("/sandbox.html"));
  await expect.poll(() => find() !== undefined, { timeout: 30_000 }).toBe(true);
  const frame = find();
  if (frame === undefined) throw new Error("the sandboxed frame went away");
  await frame.waitForLoadState();
  const found = await frame.evaluate(tryEverything, listener.url);
  expect(found).toEqual([]);
  // The last attempt: the document goes elsewhere, which the policy of the page around it forbids.
  await frame.evaluate((url) => location.assign(url), `${listener.url}/navigation`).catch(() => {});
  await opened.page.waitForTimeout(500);
  expect(await opened.page.evaluate(() => document.readyState)).not.toBe("loading");
  await opened.throwAway();
}

/** Runs in the frame; what it could read or reach by name. */
async function tryEverything(listener: string): Promise<string[]> {
  const found: string[] = [];
  const attempt = (name: string, run: () => unknown) => {
    try {
      if (run() !== undefined) found.push(name);
    } catch {
      // Refused.
    }
  };
  const load = (tag: string, attributes: Record<string, string>) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.documentElement.append(element);
    return element;
  };
  load("img", { src: `${listener}/image.png` });
  load("link", { rel: "stylesheet", href: `${listener}/style.css` });
  load("link", { rel: "preload", as: "image", href: `${listener}/preload` });
  load("link", { rel: "prefetch", href: `${listener}/prefetch` });
  load("script", { src: `${listener}/script.js` });
  load("iframe", { src: `${listener}/iframe` });
  load("object", { data: `${listener}/object` });
  load("video", { src: `${listener}/video` });
  load("style", {}).textContent =
    `@import url(${listener}/import.css); * { background: url(${listener}/css.png) }`;
  const form = load("form", { action: `${listener}/form`, method: "post" }) as HTMLFormElement;
  attempt("form", () => form.submit());
  attempt("open", () => window.open(`${listener}/open`) ?? undefined);
  attempt("parent", () => parent.document);
  attempt("parent's address", () => parent.location.href);
  attempt("top", () => {
    if (top !== null) top.location.href = `${listener}/top`;
  });
  attempt("cookie", () => document.cookie);
  attempt("localStorage", () => localStorage);
  navigator.sendBeacon(`${listener}/beacon`, "secret");
  await fetch(`${listener}/fetch`, { mode: "no-cors" }).then(
    () => found.push("fetch"),
    () => {},
  );
  await new Promise((done) => setTimeout(done, 500));
  return found;
}
