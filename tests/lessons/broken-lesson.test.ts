import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sayMistake } from "#lib/lessons/lesson-mistake.ts";
import { checkShown } from "#scripts/lesson/check-shown.ts";
import { checkWords } from "#scripts/lesson/check-words.ts";
import { judgeCase } from "#scripts/lesson/judge-case.ts";
import { listCases } from "#scripts/lesson/lesson-case.ts";
import { openRunner, type Runner } from "#scripts/lesson/open-runner.ts";
import { readAuthored } from "#scripts/lesson/read-authored.ts";

/** What an author breaks is named. The copies lie inside the repository, where `#lib/` means something. */
const root = join(import.meta.dirname, "../..");
const copies = join(root, ".assets", `broken-lessons-${process.pid}`);
const whole = join(root, "lessons/02-waiting/01-one-after-another");
let path: string;
let copy = 0;

let runner: Runner;
beforeAll(async () => {
  runner = await openRunner();
}, 120_000);
afterAll(async () => {
  await runner?.stop();
  rmSync(copies, { recursive: true, force: true });
});
beforeEach(() => {
  copy += 1;
  path = join(copies, `${copy}`, "02-waiting", "01-one-after-another");
  mkdirSync(path, { recursive: true });
  cpSync(whole, path, { recursive: true });
});

function edit(file: string, from: string | RegExp, to: string): void {
  const before = readFileSync(join(path, file), "utf8");
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} has no ${from}`);
  writeFileSync(join(path, file), after);
}

async function words(): Promise<string[]> {
  return (await checkWords(await readAuthored(path))).map((mistake) => sayMistake("it", mistake));
}

async function judge(name: string): Promise<string | null> {
  const authored = await readAuthored(path);
  const found = listCases(authored).find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return (await judgeCase(authored, found, runner.run, 1)).off;
}

describe("in the words of a lesson", () => {
  test("nothing is off as it stands", async () => {
    expect(await words()).toEqual([]);
  });

  test("a goal that one language lacks is named with its file", async () => {
    edit("zh.mdx", /^ {2}once: .*\n/m, "");
    expect(await words()).toEqual([expect.stringMatching(/^it\/zh\.mdx:\d+ goals\.once: missing/)]);
  });

  test("a run of the check that one language has no name for is named", async () => {
    edit("zh.mdx", /^ {2}trip: .*\n/m, "");
    expect(await words()).toEqual([expect.stringMatching(/^it\/zh\.mdx:\d+ runs\.trip: missing/)]);
  });

  test("a check whose runs have no names at all is told each of them", async () => {
    edit("en.mdx", /^runs:\n( {2}.*\n)+/m, "");
    expect(await words()).toEqual([
      expect.stringMatching(/^it\/en\.mdx:?\d* runs\.greetings: missing/),
      expect.stringMatching(/^it\/en\.mdx:?\d* runs\.trip: missing/),
    ]);
  });

  test("a wrong answer that offers no run, or one that is not there, is named", async () => {
    edit("check.ts", 'connection: "race",', 'server: { peer: "nobody" },');
    edit("check.ts", 'server: "push-on-completion",', "");
    expect(await words()).toEqual([
      expect.stringMatching(/^it\/check\.ts why\.disproof\.server: there is no peers\/nobody/),
      expect.stringMatching(/^it\/check\.ts why\.disproof\.connection: is missing/),
    ]);
  });

  test("feedback without a wrong version is named", async () => {
    rmSync(join(path, "wrong/race"), { recursive: true });
    expect(await words()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^it\/en\.mdx:\d+ feedback\.race: unknown/),
        expect.stringMatching(/^it\/check\.ts why\.disproof\.connection: there is no wrong\/race/),
      ]),
    );
  });

  test.each([
    ["<Seen figure=", "total", "none"],
    ["<Pin id=", "second", "none"],
    ["<Point to=", "timeline", "nowhere"],
    ["<Term id=", "thread-pool", "none"],
    ["<Cite id=", "GRPC-PERF", "NONE"],
  ])("%s that points at nothing is named with its line", async (begin, good, bad) => {
    edit("en.mdx", `${begin}"${good}"`, `${begin}"${bad}"`);
    const said = await words();
    expect(said).toEqual([expect.stringMatching(/^it\/en\.mdx:\d+ <.*: points at nothing$/)]);
    expect(said[0]).toContain(`"${bad}"`);
  });

  test("settings of a version that are none are named with their file", async () => {
    writeFileSync(join(path, "solution/settings.json"), '{ "codec": "morse" }');
    writeFileSync(join(path, "wrong/race/settings.json"), "{");
    expect(await words()).toEqual([
      expect.stringMatching(/^it\/solution\/settings\.json is not of that form: /),
      expect.stringMatching(/^it\/wrong\/race\/settings\.json is not of that form: /),
    ]);
  });

  test("beats in another order are named", async () => {
    edit("en.mdx", '<Beat kind="predict"', '<Beat kind="run"');
    expect(await words()).toEqual([
      expect.stringMatching(/^it\/en\.mdx <Beat>: the beats are see, run, run/),
    ]);
  });

  test("a step of more than 150 words, or 260 characters, is named", async () => {
    edit("en.mdx", "Five greetings, one after another.", "word ".repeat(151));
    edit("zh.mdx", "五句问候，一句接一句。", "字".repeat(261));
    expect(await words()).toEqual([
      expect.stringMatching(/^it\/en\.mdx:\d+ <Beat kind="see">: has \d+ words/),
      expect.stringMatching(/^it\/zh\.mdx:\d+ <Beat kind="see">: has \d+ characters/),
    ]);
  });

  test("a measured number written by hand is named", async () => {
    edit("en.mdx", '<Seen figure="total"/>', "5.01 s");
    edit("zh.mdx", '<Seen figure="total"/>', "5 010 毫秒");
    expect(await words()).toEqual([
      expect.stringMatching(/^it\/en\.mdx:\d+ .*"5\.01 s" is written by hand/),
      expect.stringMatching(/^it\/zh\.mdx:\d+ .*"5 010 毫秒" is written by hand/),
    ]);
  });

  test("a link that leads to no lesson, and a number that none has, are named with their line", async () => {
    edit("en.mdx", "lesson 2.3", "[the next one](/en/lessons/ten-wokers)");
    edit("zh.mdx", "2.3 课", "2.13 课");
    expect(await words()).toEqual([
      expect.stringMatching(/^it\/en\.mdx:\d+ the link to "\/en\/lessons\/ten-wokers" leads to no lesson$/),
      expect.stringMatching(/^it\/zh\.mdx:\d+ "2\.13 课": there is no such lesson$/),
    ]);
  });

  test("a source that no sentence cites is named", async () => {
    edit("zh.mdx", '<Cite id="ECMA-ALL"/>', "");
    expect(await words()).toEqual(["it/zh.mdx sources.ECMA-ALL: is cited nowhere"]);
  });

  test("a file that no check would look at is named, and so is a name under yours that is no file", async () => {
    cpSync(join(path, "start/params.ts"), join(path, "wrong/race/params.ts"));
    edit("check.ts", 'yours: ["client.ts"]', 'yours: ["client.ts", "cleint.ts"]');
    expect(await words()).toEqual([
      "it/check.ts yours: there is no start/cleint.ts",
      "it/wrong/race/params.ts is not looked at: check.ts does not name it under yours",
    ]);
  });

  test("a comment that one language lacks is named with its line", async () => {
    edit("start/server.ts", /^\/\/ zh: .*\n/m, "");
    expect(await words()).toEqual([
      expect.stringMatching(/^it\/start\/server\.ts:\d+ this comment has no line that begins with zh:$/),
    ]);
  });

  test("a text with a colon that lacks its quotes is named once, with what to do", async () => {
    edit("en.mdx", /^ {2}race: .*$/m, "  race: You took one: the first");
    const said = await words();
    expect(said[0]).toMatch(/^it\/en\.mdx:\d+ a text with ": " in it needs quotes/);
    expect(said.filter((one) => one.includes("quotes"))).toHaveLength(1);
  });

  test("a language that has no text at all is named", async () => {
    rmSync(join(path, "zh.mdx"));
    expect(await words()).toEqual(["it/zh.mdx:1 is missing: every lesson is told in every language"]);
  });

  test("fewer than three wrong versions and fewer than two right ones are too few", async () => {
    for (const name of ["chained-trip", "indexed-slots"])
      rmSync(join(path, "right", name), { recursive: true });
    for (const name of ["race", "not-awaited", "early-receipt", "serial-trip"])
      rmSync(join(path, "wrong", name), { recursive: true });
    const said = await words();
    expect(said).toContain("it/wrong/ holds 2 of at least 3 versions");
    expect(said).toContain("it/right/ holds 1 of at least 2 versions");
  });
});

describe("in what a lesson runs", () => {
  const shown = async () =>
    (await checkShown(await readAuthored(path), runner.run)).map((one) => sayMistake("it", one));

  test("a start that passes is named", async () => {
    cpSync(join(path, "solution/client.ts"), join(path, "start/client.ts"));
    expect(await judge("start")).toMatch(/must fail, and passes/);
  }, 120_000);

  test("a wrong version that passes is named", async () => {
    cpSync(join(path, "solution/client.ts"), join(path, "wrong/race/client.ts"));
    expect(await judge("wrong/race")).toMatch(/must fail, and passes/);
  }, 120_000);

  test("a wrong version with another one's feedback is named", async () => {
    cpSync(join(path, "wrong/not-awaited/client.ts"), join(path, "wrong/race/client.ts"));
    expect(await judge("wrong/race")).toMatch(/must say feedback\.race, and says feedback\.not-awaited/);
  }, 120_000);

  test("a solution that does not pass is named with its goal", async () => {
    cpSync(join(path, "wrong/serial-trip/client.ts"), join(path, "solution/client.ts"));
    expect(await judge("solution")).toMatch(/must pass, and goal critical is notYet: expected about/);
  }, 120_000);

  test("a version that does not compile is named with the compiler's words", async () => {
    writeFileSync(join(path, "right/chained-trip/client.ts"), "export async function greetings( {");
    expect(await judge("right/chained-trip")).toMatch(/a run could not be made: .*compile/);
  }, 120_000);

  test("a recorded run of another start is named, and so is a figure that has drifted", async () => {
    edit("start/params.ts", "serviceMs: 1000", "serviceMs: 300");
    const said = await shown();
    expect(said[0]).toMatch(/^it\/recorded\.json madeFrom: was made from another start/);
    expect(said).toContainEqual(expect.stringMatching(/^it\/recorded\.json figures\.total: .* and today/));
  }, 120_000);

  test("a recorded run with fewer calls is named", async () => {
    edit("start/params.ts", ', "Eve"', "");
    expect(await shown()).toContainEqual(expect.stringMatching(/^it\/recorded\.json figures\.calls: /));
  }, 120_000);

  test("a lesson without its recorded run is told how to get one", async () => {
    rmSync(join(path, "recorded.json"));
    rmSync(join(path, "recorded-solution.json"));
    expect(await shown()).toEqual([
      expect.stringMatching(
        /^it\/recorded\.json is missing; run: npm run lesson one-after-another -- --record$/,
      ),
    ]);
  });
});
