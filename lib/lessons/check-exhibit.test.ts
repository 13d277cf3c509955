import { describe, expect, test } from "vitest";
import { checkExhibit } from "./check-exhibit.ts";
import { exhibitSchema } from "./exhibit.ts";

const whole = {
  place: "exhibit/article",
  exhibit: exhibitSchema.parse({
    notes: [{ key: "base", file: "server.py", marks: "(grpc.serve)" }],
    runs: { one: { client: "client.py", experiment: "SayHello" } },
  }),
  before: [{ path: "server.py", content: "class Greeter(grpc.serve):\n    pass\n" }],
  after: [
    { path: "server.py", content: "" },
    { path: "client.py", content: "" },
  ],
  texts: {
    "en.yaml": { title: "t", notes: { base: "x" }, runs: { one: "y" } },
    "zh.yaml": { title: "t", notes: { base: "x" }, runs: { one: "y" } },
  },
  messages: ["base"],
  runs: ["one"],
};

const said = (change: Partial<Parameters<typeof checkExhibit>[0]>) =>
  checkExhibit({ ...whole, ...change }).map(({ file, key, what }) => `${file} ${key} ${what}`);

describe("an exhibit", () => {
  test("is whole as it stands", () => {
    expect(said({})).toEqual([]);
  });

  test("whose mark is not in the file, or is there twice, is named", () => {
    const before = [{ path: "server.py", content: "(grpc.serve)(grpc.serve)" }];
    expect(said({ before })).toEqual([
      'exhibit/article/exhibit.json base "(grpc.serve)" occurs 2 times in before/server.py',
    ]);
    expect(said({ before: [] })).toEqual(["exhibit/article/exhibit.json base there is no before/server.py"]);
  });

  test("that lacks a caption in one language is named with its file", () => {
    const texts = { "zh.yaml": { title: "t", notes: {}, runs: { one: "y", two: "z" } } };
    expect(said({ texts })).toEqual([
      "exhibit/article/zh.yaml notes.base missing: exhibit.json has it",
      "exhibit/article/zh.yaml runs.two unknown: exhibit.json has no such key",
    ]);
  });

  test("without what was printed, and without its run, says what to do", () => {
    expect(said({ messages: [], runs: [] })).toEqual([
      "exhibit/article/messages.json base is missing; run: node scripts/record-python.ts",
      "exhibit/article/runs/one.json  is missing; run: node scripts/record-python.ts",
    ]);
  });

  test("whose run names a client that is not there is named", () => {
    expect(said({ after: whole.after.slice(0, 1) })).toEqual([
      "exhibit/article/exhibit.json runs.one there is no after/client.py",
    ]);
  });
});
