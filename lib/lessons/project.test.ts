import { describe, expect, test } from "vitest";
import { composeProject, isYours, type LessonFiles, writeParams } from "./project.ts";

const files: LessonFiles = {
  start: [
    { path: "greet.proto", content: "the contract" },
    { path: "server.ts", content: "the lesson's server" },
    { path: "client.ts", content: "the starter" },
    { path: "params.ts", content: "export const params = { n: 1 };\n" },
  ],
  peers: {
    rude: [{ path: "server.ts", content: "a rude server" }],
    old: [
      { path: "server/greet.proto", content: "the old contract" },
      { path: "server/server.ts", content: "an old server" },
      { path: "client/words.ts", content: "old words" },
    ],
    apart: [
      { path: "server/greet.proto", content: "the server's contract" },
      { path: "client/greet.proto", content: "the client's contract" },
    ],
  },
};
/** What one side's build is given. */
const side = (project: ReturnType<typeof composeProject>, of: "client" | "server") =>
  content(project.filter(({ only }) => only === undefined || only === of));
const content = (project: ReturnType<typeof composeProject>) =>
  Object.fromEntries(project.map((file) => [file.path, file.content]));

describe("what a run of a check is made of", () => {
  test("the learner's own files, and for all others the lesson's", () => {
    const learner = files.start.map(({ path }) => ({ path, content: `mine: ${path}` }));
    expect(content(composeProject(files, ["client.ts"], learner, {}))).toEqual({
      "greet.proto": "the contract",
      "server.ts": "the lesson's server",
      "client.ts": "mine: client.ts",
      "params.ts": "export const params = { n: 1 };\n",
    });
  });

  test("a file that the learner added comes along", () => {
    const learner = [
      { path: "client.ts", content: "mine" },
      { path: "sleep.ts", content: "helper" },
    ];
    expect(content(composeProject(files, ["client.ts"], learner, {}))["sleep.ts"]).toBe("helper");
    expect(isYours("sleep.ts", ["client.ts"], files)).toBe(true);
    expect(isYours("server.ts", ["client.ts"], files)).toBe(false);
  });

  test("a file that the learner added stands in for none of the lesson's, however it is called", () => {
    const added = ["Server.ts", "server/index.ts", "params.ts.ts", "params.js.ts", "PARAMS.ts"];
    const learner = added.map((path) => ({ path, content: "mine" }));
    const schema = { path: "playground/fixtures/v1/fixtures.proto", content: "a ledger that pleases" };
    const project = content(composeProject(files, ["client.ts"], [...learner, schema], {}));
    expect(Object.keys(project).sort()).toEqual(["greet.proto", "params.ts", "server.ts"]);
    expect(Object.values(project)).not.toContain("mine");
    expect(isYours("parameters.ts", ["client.ts"], files)).toBe(true);
  });

  test("hidden values replace params.ts, also where the learner claims it", () => {
    const learner = [
      { path: "client.ts", content: "mine" },
      { path: "params.ts", content: "export const params = { n: 99 };" },
    ];
    const project = composeProject(files, ["client.ts", "params.ts"], learner, { params: { n: 7 } });
    expect(content(project)["params.ts"]).toBe('export const params = {\n  "n": 7\n};\n');
  });

  test("a peer's files lie over everything else", () => {
    const learner = [{ path: "server.ts", content: "mine" }];
    expect(content(composeProject(files, ["server.ts"], learner, { peer: "rude" }))["server.ts"]).toBe(
      "a rude server",
    );
  });

  test("a file of the learner's that was deleted is gone", () => {
    expect(content(composeProject(files, ["client.ts"], [], {}))["client.ts"]).toBeUndefined();
  });

  test("a peer's server is of another age than the learner's client", () => {
    const learner = [{ path: "greet.proto", content: "mine" }];
    const project = composeProject(files, ["greet.proto"], learner, { peer: "old" });
    expect(side(project, "server")).toMatchObject({
      "greet.proto": "the old contract",
      "server.ts": "an old server",
    });
    expect(side(project, "server")["words.ts"]).toBeUndefined();
    expect(side(project, "client")).toMatchObject({ "greet.proto": "mine", "words.ts": "old words" });
    expect(project.filter(({ path }) => path === "greet.proto")).toHaveLength(2);
  });

  test("both sides may have a contract of their own, and neither the common one", () => {
    const project = composeProject(files, [], [], { peer: "apart" });
    expect(side(project, "client")["greet.proto"]).toBe("the client's contract");
    expect(side(project, "server")["greet.proto"]).toBe("the server's contract");
    expect(project.filter(({ path }) => path === "greet.proto")).toHaveLength(2);
  });

  test("what only the server may know is not in the client's params", () => {
    const run = { params: { ids: [1] }, serverParams: { fates: ["lost"] } };
    const project = composeProject(files, [], [], run);
    expect(side(project, "client")["params.ts"]).toBe(writeParams({ ids: [1] }));
    expect(side(project, "server")["params.ts"]).toBe(writeParams({ ids: [1], fates: ["lost"] }));
  });
});
