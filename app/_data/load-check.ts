import type { Lesson } from "#lib/lessons/lesson.ts";

/** What `check.ts` of a lesson exports. Every lesson is a chunk of its own, on the server and in the browser. */
export async function loadCheck(chapter: string, name: string): Promise<Lesson> {
  const module: { readonly default: Lesson } = await import(`@/lessons/${chapter}/${name}/check.ts`);
  return module.default;
}
