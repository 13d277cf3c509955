import { format, inspect as nodeInspect } from "node:util";
import { create } from "@bufbuild/protobuf";
import { AnySchema, anyPack, DurationSchema, TimestampSchema } from "@bufbuild/protobuf/wkt";
import { describe, expect, test } from "vitest";
import { formatLine } from "./format-line.ts";
import { inspect } from "./inspect.ts";

class Point {
  x = 1;
  #hidden = 2;
  get sum() {
    return this.x + this.#hidden;
  }
}
class Point3 extends Point {
  z = "three";
}
class Money {
  readonly cents: number;
  constructor(cents: number) {
    this.cents = cents;
  }
  toString() {
    return `${this.cents / 100} €`;
  }
}
class Tagged {
  get [Symbol.toStringTag]() {
    return "Label";
  }
}
class Secret {
  [Symbol.for("nodejs.util.inspect.custom")](depth: number) {
    return `Secret<${depth}>`;
  }
}
const circle: Record<string, unknown> = { name: "circle" };
circle.self = circle;
circle.list = [circle, { circle }];
const two: Record<string, unknown> = { a: {} };
(two.a as Record<string, unknown>).up = two;
two.b = two.a;
(two.b as Record<string, unknown>).own = two.b;
const sparse = Object.assign(new Array(5), { 0: 1, 3: 4 });
const withExtras = Object.assign([1, 2, 3], { extra: true, [Symbol("s")]: 1 });
function named(_a: unknown, _b: unknown) {}
const accessors = {
  get only() {
    throw new Error("a getter is not run");
  },
  set other(_: unknown) {},
  get both() {
    return 1;
  },
  set both(_: unknown) {},
};

/** What a line of the console may hold; Node itself says how it reads. */
const values: [string, unknown][] = [
  ["numbers", [0, -0, 1.5, Number.NaN, -Infinity, 1e21, 12345678901234567890n, -3n]],
  ["words", [undefined, null, true, Symbol("s"), Symbol(), "it's", 'a "b"', "`'\"", "中文 😀"]],
  ["escapes", ["\n\t\\", "\x1b[31mred\x1b[0m", "\x7f\x80", "\ud83d lone", "${'`\""]],
  ["an object", { a: 1, "b-c": "x", 3: 4, [Symbol("k")]: 5, __proto__x: 1, ünï: 2 }],
  [
    "nesting",
    {
      a: { b: { c: { d: { e: 1 } } } },
      l: [[[[[1]]]]],
      m: new Map([[{ k: { k: { k: 1 } } }, { v: { v: {} } }]]),
    },
  ],
  [
    "empty ones",
    [{}, [], new Map(), new Set(), new Uint8Array(), Object.create(null), "", () => {}, class {}],
  ],
  [
    "empty ones deep down",
    { a: { b: { c: {}, d: [], e: new Map(), f: new Point(), g: [1], h: new Set([1]) } } },
  ],
  ["null prototypes", Object.assign(Object.create(null), { a: 1 })],
  ["a prototype without a name", Object.create(Object.create(null))],
  ["an object on an object", Object.assign(Object.create({ inherited: 1 }), { own: 2 })],
  ["instances", [new Point(), new Point3(), new (class {})(), new Tagged(), new Money(5)]],
  [
    "functions",
    [
      named,
      () => {},
      async () => {},
      function* g() {},
      async function* ag() {},
      Math.max,
      Object.assign(named.bind(null), { own: 1 }),
    ],
  ],
  [
    "classes",
    [
      Point,
      Point3,
      class {},
      class extends Point {},
      class Own {
        static a = 1;
      },
    ],
  ],
  ["circles", circle],
  ["two circles", two],
  [
    "maps and sets",
    [
      new Map<unknown, unknown>([
        ["a", 1],
        [{ b: 2 }, new Set([1, "x"])],
      ]),
      new (class Bag extends Set {})([1]),
    ],
  ],
  [
    "bytes",
    [
      new Uint8Array(3),
      Float64Array.of(1.5, -0),
      BigInt64Array.of(1n),
      Buffer.from("hi").buffer.slice(0, 2),
      new DataView(new ArrayBuffer(2)),
    ],
  ],
  ["many bytes", new Uint8Array(300).map((_, at) => at * 7)],
  ["a buffer", new Uint8Array(200).buffer],
  ["holes", sparse],
  ["a wide hole", Object.assign([1], { length: 4_000_000_000 })],
  ["an array with more", withExtras],
  ["accessors", accessors],
  [
    "dates and patterns",
    [
      new Date(0),
      new Date(Number.NaN),
      /a\/b/gi,
      Object.assign(/x/, { own: 1 }),
      Object.assign(new Date(0), { own: 1 }),
    ],
  ],
  [
    "boxes",
    [
      Object(1),
      Object("abc"),
      Object(true),
      Object(1n),
      Object(Symbol("s")),
      Object.assign(Object("ab"), { c: 1 }),
    ],
  ],
  ["iterators", [[1][Symbol.iterator](), (function* () {})(), Math, JSON, globalThis.Intl]],
  ["weak ones", [new WeakMap(), new WeakSet(), new WeakRef({})].slice(0, 2)],
  [
    "arguments",
    (function (..._: unknown[]) {
      return arguments;
    })(1, "two"),
  ],
  ["custom words", [new Secret(), { deep: new Secret() }]],
  ["long lists", Array.from({ length: 120 }, (_, at) => at * at)],
  ["lists of words", Array.from({ length: 30 }, (_, at) => "word".repeat(at % 5))],
  ["lists of wide words", Array.from({ length: 20 }, (_, at) => "字".repeat(at % 4))],
  ["lists of objects", Array.from({ length: 10 }, (_, id) => ({ id, name: `n${id}`, tags: ["a", "b"] }))],
  ["wide objects", Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`key${at}`, "v".repeat(at)]))],
  ["long texts", ["line\n".repeat(30), { text: "x".repeat(200), lines: "ab\ncd\n".repeat(30) }]],
  ["a very long text", { text: "y".repeat(10_050) }],
  ["large maps", new Map(Array.from({ length: 150 }, (_, at) => [at, { at }]))],
  ["headers", new Headers({ "X-A": "1", b: "2" })],
  ["search parameters", [new URLSearchParams("a=1&a=2"), new URLSearchParams()]],
  ["a URL", new URL("https://user@example.com:444/p?q=1#h")],
  ["abort signals", [AbortSignal.abort(), new AbortController()]],
  ["messages", create(TimestampSchema, { seconds: 5n, nanos: 3 })],
  ["an Any", anyPack(DurationSchema, create(DurationSchema, { seconds: 1n }))],
  ["an empty message", create(AnySchema)],
];

class MyError extends Error {}
class Failure extends Error {}
class NamedError extends Error {
  override name = "NamedError";
  code = 7;
}
const withoutFrames = <E extends Error>(error: E, head = String(error)): E =>
  Object.defineProperty(error, "stack", { value: head, configurable: true, writable: true });
const withFrames = <E extends Error>(error: E): E =>
  withoutFrames(
    error,
    `${Error.prototype.toString.call(error)}\n    at handler (server.ts:3:9)\n    at server.ts:7:1`,
  );

const errors: [string, unknown][] = [
  ["an error with frames", withFrames(new RangeError("too much"))],
  ["an error without frames", withoutFrames(new TypeError("no"))],
  ["an error in an object", { error: withFrames(new Error("inner")), list: [withoutFrames(new Error("x"))] }],
  ["a message of two lines", { e: withFrames(new Error("one\ntwo")) }],
  ["a cause", withFrames(new Error("outer", { cause: withFrames(new Error("inner")) }))],
  ["a cause that is no error", withFrames(new Error("outer", { cause: { code: 5 } }))],
  [
    "several errors",
    withFrames(new AggregateError([withFrames(new Error("a")), withoutFrames(new Error("b"))], "all")),
  ],
  [
    "an error's own properties",
    withFrames(Object.assign(new Error("x"), { code: "ENOENT", info: { a: [1] } })),
  ],
  [
    "an error of a class",
    [withFrames(new MyError("x")), withFrames(new Failure("y")), withFrames(new NamedError("z"))],
  ],
  ["an error without a message", [withFrames(new Error()), withoutFrames(new Error())]],
  ["an error renamed", withFrames(Object.assign(new Error("x"), { name: "AbortError" }))],
  ["an error whose stack is no text", Object.assign(new Error("x"), { stack: undefined })],
];

describe("inspect writes as Node does", () => {
  test.each([...values, ...errors])("%s", (_, value) => {
    expect(inspect(value)).toBe(nodeInspect(value));
  });

  test.each([...values, ...errors])("%s, one below another", (_, value) => {
    expect(inspect({ at: value, and: [value] }, { depth: 5, breakLength: 60 })).toBe(
      nodeInspect({ at: value, and: [value] }, { depth: 5, breakLength: 60 }),
    );
  });

  test.each([
    [{ depth: 0 }],
    [{ depth: null }],
    [{ showHidden: true, depth: 1 }],
    [{ maxArrayLength: 2 }],
    [{ maxStringLength: 3 }],
    [{ sorted: true }],
    [{ compact: 1 }],
    [{ customInspect: false }],
  ])("with %j", (options) => {
    for (const value of [
      circle,
      [1, 2, 3],
      { b: "longer", a: new Secret() },
      withExtras,
      { x: { y: { z: { q: 1 } } } },
    ])
      expect(inspect(value, options)).toBe(nodeInspect(value, options));
  });
});

describe("a line of the console reads as in Node", () => {
  test.each([
    [["a", 1, "b", { c: 2 }, -0]],
    [["%s is %d years, %i, %f", "Bob", "42", 42.9, "1.50kg", "and", "more"]],
    [["%s|%s|%s|%s|%s|%s", -0, 5n, Symbol("s"), undefined, null, () => 1]],
    [["%s %s %s", { a: { b: 1 } }, [1, [2]], new Money(150)]],
    [["%s %s %s", new Point(), new Date(0), Object.create(null)]],
    [["%s", class A {}]],
    [["%d %d %d %d %d", 5n, Symbol("s"), {}, "x", [7]]],
    [["%i %i %i", 5n, Symbol("s"), "12px"]],
    [["%f %f", Symbol("s"), {}]],
    [["%j %j %j", { a: [1] }, circle, undefined]],
    [["%o", { f: named, list: [1, 2, 3] }]],
    [["%O", { a: { b: { c: { d: 1 } } } }]],
    [["%c styled %c", "color: red", "", "rest"]],
    [["100%", 1]],
    [["%%", "x"]],
    [["%%"]],
    [["%d"]],
    [["%s %s", "one"]],
    [["%x %s", 1, 2]],
    [["%%s%s", "a"]],
    [["", "a"]],
    [[]],
    [[undefined, "%s", 1]],
    [["multi\nline", { text: "multi\nline" }]],
  ])("%#", (args) => {
    expect(formatLine(args)).toBe(format(...args));
  });

  test("colours of a terminal do not leak", () => {
    expect(formatLine(["\x1b[1;31mred\x1b[0m \x1b]8;;http://a\x07link\x1b]8;;\x07 \x1b[2K\x9b32mok"])).toBe(
      "red link ok",
    );
  });

  test("the error whose stack stands beside the line keeps its head, its properties and its cause", () => {
    const error = withFrames(
      Object.assign(new Error("x", { cause: withFrames(new Error("why")) }), { code: 5 }),
    );
    expect(formatLine(["failed", error], { bareError: error })).toBe(
      "failed Error: x {\n  code: 5,\n  [cause]: Error: why\n      at handler (server.ts:3:9)\n      at server.ts:7:1\n}",
    );
  });
});

describe("a value that resists is no exception", () => {
  const hostile = () => {
    throw new Error("no");
  };
  const traps = Object.fromEntries(
    Object.getOwnPropertyNames(Reflect)
      .filter((name) => typeof Reflect[name as "get"] === "function")
      .map((name) => [name, hostile]),
  );
  test.each([
    ["a proxy whose every trap throws", new Proxy({}, traps)],
    ["a proxy that lies about its keys", new Proxy({}, { ownKeys: () => ["a", "a"] })],
    [
      "a revoked proxy",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
    [
      "a class whose instances nobody may ask for",
      Object.create({
        constructor: class {
          static [Symbol.hasInstance] = hostile;
        },
      }),
    ],
    ["a custom inspection that throws", { [Symbol.for("nodejs.util.inspect.custom")]: hostile }],
    ["an error without a readable stack", Object.defineProperty(new Error("x"), "stack", { get: hostile })],
  ])("%s", (_, value) => {
    expect(typeof inspect({ value, after: 1 })).toBe("string");
    expect(inspect({ value, after: 1 })).toContain("after: 1");
  });

  test("nesting without end is cut when asked for in full", () => {
    let deep: unknown = 1;
    for (let at = 0; at < 100_000; at += 1) deep = [deep];
    expect(inspect(deep, { depth: null })).toContain("Maximum call stack size exceeded");
  });
});
