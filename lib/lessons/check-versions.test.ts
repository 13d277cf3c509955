import { describe, expect, test } from "vitest";
import { type AuthoredVersion, checkVersions } from "./check-versions.ts";
import { sayMistake } from "./lesson-mistake.ts";
import type { LessonFiles } from "./project.ts";

const files: LessonFiles = {
  start: [
    { path: "server.ts", content: "the lesson's" },
    { path: "params.ts", content: "// en: Names.\n// zh: 名字。\nexport const params = {};\n" },
  ],
  peers: {},
};
const lesson = { yours: ["server.ts"], questions: { where: { options: ["queue", "handler"] } } };
const solution: AuthoredVersion = {
  name: "solution",
  files: [{ path: "server.ts", content: "better" }],
  answers: { where: "queue" },
};

function check(of: Partial<{ lesson: typeof lesson; files: LessonFiles; more: AuthoredVersion }>): string[] {
  const versions = [solution, ...(of.more === undefined ? [] : [of.more])];
  return checkVersions(of.lesson ?? lesson, of.files ?? files, versions).map((one) => sayMistake("it", one));
}
const version = (file: { path: string; content: string }, answers: Record<string, string> | null = null) => ({
  more: { name: "wrong/race", files: [file], answers },
});

describe("what lies in the folders of a lesson", () => {
  test("nothing is off where every file is the learner's, and every answer was asked for", () => {
    expect(check(version({ path: "helper.ts", content: "added" }, { where: "handler" }))).toEqual([]);
  });

  test("a name under yours that is no file is named", () => {
    expect(check({ lesson: { ...lesson, yours: ["server.ts", "servr.ts"] } })).toEqual([
      "it/check.ts yours: there is no start/servr.ts",
    ]);
  });

  test("a lesson without a solution is named", () => {
    expect(checkVersions(lesson, files, []).map((one) => sayMistake("it", one))).toEqual([
      "it/solution/ holds no file: those that differ from start/ belong there",
    ]);
  });

  test("a file of a version that only the lesson may change is named, since no check would look at it", () => {
    expect(check(version({ path: "params.ts", content: "export const params = { n: 2 };" }))).toEqual([
      "it/wrong/race/params.ts is not looked at: check.ts does not name it under yours",
    ]);
  });

  test("an answer that nobody asked for is named, and so is one that is no option", () => {
    expect(check(version({ path: "server.ts", content: "" }, { whre: "queue", where: "network" }))).toEqual([
      "it/wrong/race/answers.json whre: check.ts asks no such question",
      'it/wrong/race/answers.json where: "network" is none of the options',
    ]);
  });

  test("a comment in one language alone is named with its line, wherever it stands", () => {
    const start = [{ path: "server.ts", content: "const a = 1;\n// en: One.\n// en: Two.\nconst b = 2;\n" }];
    const peers = { old: [{ path: "server.ts", content: "/**\n * zh: 旧的。\n */" }] };
    expect(check({ files: { start, peers } })).toEqual([
      "it/start/server.ts:2 this comment has no line that begins with zh:",
      "it/peers/old/server.ts:2 this comment has no line that begins with en:",
    ]);
  });
});
