import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStoredPreference } from "./stored-preference.ts";

const isSize = (json: unknown) => (typeof json === "number" && json > 0 ? json : undefined);

/** A storage as browsers have it, or one that refuses as a private page's does. */
function storage(refuses: boolean) {
  const items = new Map<string, string>();
  const refuse = () => {
    throw new DOMException("refused", "SecurityError");
  };
  return {
    getItem: (key: string) => (refuses ? refuse() : (items.get(key) ?? null)),
    setItem: (key: string, text: string) => (refuses ? refuse() : void items.set(key, text)),
  };
}

beforeEach(() => vi.stubGlobal("window", new EventTarget()));
afterEach(() => vi.unstubAllGlobals());

test("what was written is read again, by another reader too", () => {
  vi.stubGlobal("localStorage", storage(false));
  createStoredPreference("a", 1, isSize).write(7);
  expect(createStoredPreference("a", 1, isSize).read()).toBe(7);
});

test("a stored value that is refused or no JSON gives the fallback", () => {
  vi.stubGlobal("localStorage", storage(false));
  const preference = createStoredPreference("b", 1, isSize);
  localStorage.setItem(preference.key, "-4");
  expect(preference.read()).toBe(1);
  localStorage.setItem(preference.key, "{");
  expect(preference.read()).toBe(1);
});

test("an object is the same until it is written again, as React's external stores ask", () => {
  vi.stubGlobal("localStorage", storage(false));
  const preference = createStoredPreference("c", { x: 0 }, (json) => json as { x: number });
  preference.write({ x: 1 });
  expect(preference.read()).toBe(preference.read());
});

test("where storage is forbidden the choice lives in memory", () => {
  vi.stubGlobal("localStorage", storage(true));
  const preference = createStoredPreference("d", 1, isSize);
  expect(preference.read()).toBe(1);
  preference.write(5);
  expect(preference.read()).toBe(5);
});

test("a listener hears of writes here and in other tabs, until it unsubscribes", () => {
  vi.stubGlobal("localStorage", storage(false));
  const preference = createStoredPreference("e", 1, isSize);
  const heard = vi.fn();
  const unsubscribe = preference.subscribe(heard);
  preference.write(2);
  window.dispatchEvent(Object.assign(new Event("storage"), { key: preference.key }));
  window.dispatchEvent(Object.assign(new Event("storage"), { key: "rpc-playground:other" }));
  expect(heard).toHaveBeenCalledTimes(2);
  unsubscribe();
  preference.write(3);
  window.dispatchEvent(Object.assign(new Event("storage"), { key: preference.key }));
  expect(heard).toHaveBeenCalledTimes(2);
});
