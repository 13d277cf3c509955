import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sayMistake } from "#lib/lessons/lesson-mistake.ts";
import { checkShown } from "#scripts/lesson/check-shown.ts";
import { checkWords } from "#scripts/lesson/check-words.ts";
import { judgeCase } from "#scripts/lesson/judge-case.ts";
import { listCases } from "#scripts/lesson/lesson-case.ts";
import { openRunner, type Runner } from "#scripts/lesson/open-runner.ts";
import { readAuthored } from "#scripts/lesson/read-authored.ts";
import { makeShownRun, writeRecorded } from "#scripts/lesson/recorded-run.ts";

/** The first minutes of somebody who writes a lesson: copy, record, run. */
const copies = join(import.meta.dirname, "../../.assets", `template-${process.pid}`);
const path = join(copies, "02-waiting", "09-my-lesson");

let runner: Runner;
beforeAll(async () => {
  runner = await openRunner();
  mkdirSync(path, { recursive: true });
  cpSync(join(import.meta.dirname, "../../lessons/_template"), path, { recursive: true });
}, 120_000);
afterAll(async () => {
  await runner?.stop();
  rmSync(copies, { recursive: true, force: true });
});

test("a copy of the template is a lesson of which nothing is off, once it is recorded", async () => {
  const fresh = await readAuthored(path);
  writeRecorded(fresh, "start", await makeShownRun(fresh, "start", runner.run));
  const authored = await readAuthored(path);
  const mistakes = [...(await checkWords(authored)), ...(await checkShown(authored, runner.run))];
  expect(mistakes.map((mistake) => sayMistake("it", mistake))).toEqual([]);
  for (const one of listCases(authored)) {
    const { name, off } = await judgeCase(authored, one, runner.run, 1);
    expect({ name, off }).toEqual({ name, off: null });
  }
}, 180_000);
