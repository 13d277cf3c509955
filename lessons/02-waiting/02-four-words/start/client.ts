import { params } from "./params";
import { a, b, c, d } from "./snippets";
import { asyncBlocking, asyncNonBlocking, syncBlocking, syncNonBlocking } from "./ways";

/**
 * en: Snippets A, B, C and D
 * zh: A、B、C、D 四段代码
 */
export async function snippets() {
  return [await a(params.name), await b(params.name), await c(params.names), await d(params.name)];
}

/**
 * en: 1 · synchronous, blocking
 * zh: 1 · 同步、阻塞
 */
export async function first() {
  const given = syncBlocking(params.name);
  return { isValue: typeof given === "string", message: await given };
}

/**
 * en: 2 · synchronous, non-blocking
 * zh: 2 · 同步、非阻塞
 */
export async function second() {
  return { message: await syncNonBlocking(params.name) };
}

/**
 * en: 3 · asynchronous, non-blocking
 * zh: 3 · 异步、非阻塞
 */
export async function third() {
  const from = performance.now();
  const { answer } = await asyncNonBlocking(params.name);
  const handedMs = performance.now() - from;
  return { handedMs, message: await answer };
}

/**
 * en: 4 · asynchronous, blocking
 * zh: 4 · 异步、阻塞
 */
export async function fourth() {
  return { messages: await asyncBlocking(params.names) };
}
