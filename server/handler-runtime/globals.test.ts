import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildHandlerRuntime } from "#scripts/assets/handler-runtime.ts";
import type { Sandbox, VisitorLog } from "#server/sandbox/sandbox.ts";
import { programOf } from "#server/sandbox/test-program.ts";
import { openProgram, testSandbox, watch } from "#server/sandbox/test-sandbox.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  await buildHandlerRuntime();
  sandbox = await testSandbox({}, { walls: "process" });
});
afterAll(() => sandbox.close());

/** What a module logs while it loads, and a moment later, in a real isolate. */
async function logsOf(body: string): Promise<VisitorLog[]> {
  const observer = watch();
  const source = `import * as timers from "node:timers/promises";\nvoid timers;\nexport default () => {};\nvoid (async () => {\n${body}\nconsole.log("end of test");\n})();`;
  const replica = await openProgram(sandbox, await programOf(source), observer);
  await observer.line("end of test");
  replica.close("idle");
  return observer.logs.slice(0, -1);
}
const textsOf = async (body: string) => (await logsOf(body)).map((line) => line.text);

describe("the console shows, as Node does,", () => {
  test.each([
    [
      "text and numbers",
      "console.log('a', 1, -0, 2n, null, undefined, true)",
      "a 1 -0 2n null undefined true",
    ],
    [
      "objects two levels deep",
      "console.log({ a: 1, 'b-c': 'x', d: { e: { f: { g: 1 } } } })",
      "{ a: 1, 'b-c': 'x', d: { e: { f: [Object] } } }",
    ],
    [
      "arrays, maps and sets",
      "console.log([1, 'two'], new Map([['a', 1]]), new Set([1]))",
      "[ 1, 'two' ] Map(1) { 'a' => 1 } Set(1) { 1 }",
    ],
    ["bytes", "console.log(Uint8Array.of(1, 2))", "Uint8Array(2) [ 1, 2 ]"],
    [
      "classes and functions",
      "class A { x = 1 } console.log(new A(), A, function f() {}, () => {})",
      "A { x: 1 } [class A] [Function: f] [Function (anonymous)]",
    ],
    ["circles", "const a: any = {}; a.a = a; console.log(a)", "<ref *1> { a: [Circular *1] }"],
    [
      "format marks",
      "console.log('%s is %d %i %j %% %o', 'x', 1.5, 1.5, { a: 1 }, 'q', 'rest')",
      "x is 1.5 1 {\"a\":1} % 'q' rest",
    ],
    ["errors by name and message", "console.log(new RangeError('too much'))", "RangeError: too much"],
    ["headers", "console.log(new Headers({ 'X-A': '1' }))", "Headers { 'x-a': '1' }"],
  ])("%s", async (_, code, expected) => {
    expect((await textsOf(code))[0]).toBe(expected);
  });

  test("each line with its level, file and line", async () => {
    const lines = await logsOf(
      "console.debug('d');\nconsole.info('i');\nconsole.warn('w');\nconsole.error('e');",
    );
    expect(lines.map(({ level, path, line }) => [level, path, line])).toEqual([
      ["debug", "server.ts", 5],
      ["info", "server.ts", 6],
      ["warn", "server.ts", 7],
      ["error", "server.ts", 8],
    ]);
  });

  test("an error with the frames of the visitor's own files", async () => {
    const [line] = await logsOf(
      "function inner() { throw new Error('x'); }\ntry { inner(); } catch (error) { console.error('failed', error); }",
    );
    expect(line?.line).toBe(6);
    expect(line?.frames.slice(0, 2).map((frame) => [frame.functionName, frame.path, frame.line])).toEqual([
      ["inner", "server.ts", 5],
      ["", "server.ts", 6],
    ]);
  });
});

describe("the globals behave as the standards say:", () => {
  const cases: [string, string, string][] = [
    ["UTF-8 round trip, short", "new TextDecoder().decode(new TextEncoder().encode('aé你😀'))", "aé你😀"],
    [
      "UTF-8 round trip, long",
      "new TextDecoder().decode(new TextEncoder().encode('a😀'.repeat(200_000))).length",
      "600000",
    ],
    ["lone surrogates become U+FFFD", "[...new TextEncoder().encode('\\ud800')].join()", "239,191,189"],
    [
      "a decoder may be fatal",
      "(() => { try { return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.of(255)); } catch (e: any) { return e.name; } })()",
      "TypeError",
    ],
    [
      "a decoder drops the byte order mark",
      "new TextDecoder().decode(Uint8Array.of(239, 187, 191, 65))",
      "A",
    ],
    [
      "a decoder streams",
      "(() => { const d = new TextDecoder(); return d.decode(Uint8Array.of(0xe4, 0xbd), { stream: true }) + d.decode(Uint8Array.of(0xa0)); })()",
      "你",
    ],
    [
      "encodeInto never writes half a character",
      "JSON.stringify(new TextEncoder().encodeInto('你好', new Uint8Array(5)))",
      '{"read":1,"written":3}',
    ],
    [
      "URL parts",
      "(() => { const u = new URL('../b?x=1#h', 'https://user@example.com:444/a/c'); return [u.href, u.host, u.searchParams.get('x')].join(' '); })()",
      "https://user@example.com:444/b?x=1#h example.com:444 1",
    ],
    [
      "URL normalises what is not plain",
      "new URL('HTTP://EXAMPLE.com:80/a/./b/../c').href",
      "http://example.com/a/c",
    ],
    [
      "URL changes with its params",
      "(() => { const u = new URL('http://a/?x=1'); u.searchParams.set('y', 'a b'); return u.href; })()",
      "http://a/?x=1&y=a+b",
    ],
    ["URL refuses nonsense", "URL.canParse('::')", "false"],
    ["query decoding", "new URLSearchParams('?a=%E4%BD%A0+b&c').toString()", "a=%E4%BD%A0+b&c="],
    [
      "Headers combine",
      "(() => { const h = new Headers([['A', '1'], ['a', ' 2 ']]); return h.get('a') + [...h.keys()]; })()",
      "1, 2a",
    ],
    [
      "Headers refuse line breaks",
      "(() => { try { new Headers({ a: 'b\\nc' }); return 'no'; } catch (e: any) { return e.name; } })()",
      "TypeError",
    ],
    [
      "abort reasons",
      "(() => { const s = AbortSignal.abort(); return s.aborted + s.reason.name; })()",
      "trueAbortError",
    ],
    [
      "AbortSignal.any follows",
      "(() => { const c = new AbortController(); const s = AbortSignal.any([c.signal]); c.abort('why'); return s.reason; })()",
      "why",
    ],
    [
      "AbortSignal.timeout fires",
      "(await new Promise<any>((done) => { const s = AbortSignal.timeout(5); s.onabort = () => done(s.reason); })).name",
      "TimeoutError",
    ],
    ["base64", "btoa('h\\xe9llo') + atob('aGk=')", "aOlsbG8=hi"],
    [
      "structuredClone keeps circles and dates",
      "(() => { const a: any = { d: new Date(0), m: new Map([[1, { x: 1 }]]) }; a.a = a; const b = structuredClone(a); return [b !== a, b.a === b, b.d.getTime(), b.m.get(1).x].join(); })()",
      "true,true,0,1",
    ],
    [
      "random identifiers",
      "/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID())",
      "true",
    ],
    [
      "timers in order",
      "(await new Promise<string[]>((done) => { const seen: string[] = []; setTimeout(() => { seen.push('c'); done(seen); }, 30); setTimeout(() => seen.push('b'), 5); queueMicrotask(() => seen.push('a')); })).join('')",
      "abc",
    ],
    [
      "cleared timers stay silent",
      "(await new Promise<string>((done) => { const t = setTimeout(() => done('fired'), 5); clearTimeout(t); setTimeout(() => done('quiet'), 30); }))",
      "quiet",
    ],
    [
      "intervals repeat",
      "(await new Promise<number>((done) => { let n = 0; const t = setInterval(() => { if (++n === 3) { clearInterval(t); done(n); } }, 2); }))",
      "3",
    ],
    ["promise timers give their value", "await timers.setTimeout(2, 'value')", "value"],
    [
      "promise timers hear their signal",
      "await timers.setTimeout(60_000, 0, { signal: AbortSignal.timeout(5) as any }).catch((e: any) => e.name + e.code)",
      "AbortErrorABORT_ERR",
    ],
    [
      "promise intervals tick",
      "await (async () => { let n = 0; for await (const _ of timers.setInterval(2)) if (++n === 3) return n; })()",
      "3",
    ],
    ["the clock runs", "performance.now() >= 0 && performance.now() < 60_000", "true"],
  ];
  test.each(cases)("%s", async (_, expression, expected) => {
    expect((await textsOf(`console.log(String(${expression}))`))[0]).toBe(expected);
  });

  test("more timers than allowed are an error", async () => {
    const [text] = await textsOf(
      "try { for (;;) setTimeout(() => {}, 60_000); } catch (error) { console.log(String(error)); }",
    );
    expect(text).toBe("RangeError: more than 10000 timers at once");
  });
});
