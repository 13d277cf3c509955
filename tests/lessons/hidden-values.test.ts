import { describe, expect, test } from "vitest";
import { defaultSettings } from "#components/playground/to-settings.ts";
import { createRandom } from "#lib/random.ts";
import { lessonPaths, readAuthored } from "#scripts/lesson/read-authored.ts";

/** Two guests of one name are one guest to a check, and then it fails who is right, on one day in a hundred. */
const lessons = await Promise.all(lessonPaths().map(readAuthored));
const seeds = Array.from({ length: 200 }, (_, index) => index + 1);
/** Lists of a plan's params in which each one must be told from the others. */
const tellApart = ["names", "ids", "orders", "accounts", "passwords"];

function nameOf(one: unknown): unknown {
  return typeof one === "object" && one !== null && "id" in one ? one.id : one;
}

/** The names that occur twice in one of those lists, as `orders: order-1234`. */
function twice(params: Readonly<Record<string, unknown>>): string[] {
  return tellApart.flatMap((key) => {
    const list = params[key];
    const seen = new Set<unknown>();
    const again = (name: unknown) => seen.size === seen.add(name).size;
    return (Array.isArray(list) ? list.map(nameOf) : []).filter(again).map((name) => `${key}: ${name}`);
  });
}

describe.each(lessons.map(({ place, lesson }) => [place, lesson] as const))("%s", (_, lesson) => {
  const learner = { settings: { ...defaultSettings, ...lesson.shown.settings }, answers: {} };
  const plans = seeds.map((seed) => ({ seed, runs: lesson.plan(createRandom(seed), learner) }));

  test("hidden values that must differ do, whatever is drawn", () => {
    const found = plans.flatMap(({ seed, runs }) =>
      Object.values(runs).flatMap(({ params = {} }) => twice(params).map((name) => `seed ${seed}, ${name}`)),
    );
    expect(found).toEqual([]);
  });

  test("a repeated check draws the same values, and another one others", () => {
    const draw = (seed: number) => JSON.stringify(lesson.plan(createRandom(seed), learner));
    expect(draw(7)).toBe(draw(7));
    expect(new Set([1, 2, 3].map(draw)).size).toBe(3);
  });
});
