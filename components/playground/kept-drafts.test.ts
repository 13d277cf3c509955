import { describe, expect, test } from "vitest";
import type { Draft } from "./draft.ts";
import { lessonDrafts, playDrafts } from "./kept-drafts.ts";
import { lessonStarterId, type Starter } from "./starter.ts";
import { defaultSettings } from "./to-settings.ts";

const starterWith = (id: Starter["id"], comment: string): Starter => ({
  id,
  experiments: [],
  files: [
    { path: "server.ts", content: `// ${comment}` },
    { path: "client.ts", content: `// ${comment}, too` },
  ],
});
const draftOf = (stored: Pick<Draft, "files" | "untouched">, starter: string): Draft => ({
  ...stored,
  starter,
  settings: defaultSettings,
  experiment: "",
  savedAtUnixMs: 1,
});
const mine = { path: "client.ts", content: "mine" };

describe("a draft of the free playground", () => {
  const english = starterWith("greeter", "in English");
  const chinese = starterWith("greeter", "中文");

  test("writes nothing of files while nothing differs from the starter", () => {
    expect(playDrafts.toStored(english.files, english)).toEqual({ files: null });
  });

  test("comes back with its own changes, and with the starter's files in the page's language", () => {
    const files = english.files.map((file) => (file.path === mine.path ? mine : file));
    const draft = draftOf(playDrafts.toStored(files, english), "greeter");
    expect(playDrafts.toFiles(draft, chinese)).toEqual([chinese.files[0], mine]);
  });

  test("keeps a deleted file deleted", () => {
    const draft = draftOf(playDrafts.toStored([mine], english), "greeter");
    expect(playDrafts.toFiles(draft, chinese)).toEqual([mine]);
  });

  test("of a lesson is written down whole, for pages that do not know the lesson", () => {
    const lesson = starterWith(lessonStarterId("ten-workers"), "a lesson");
    const draft = draftOf(playDrafts.toStored(lesson.files, lesson), lesson.id);
    expect(playDrafts.toFiles(draft, english)).toEqual(lesson.files);
    const translated = starterWith(lesson.id, "一课");
    expect(playDrafts.toFiles(draft, translated)).toEqual(translated.files);
  });
});

test("a lesson's draft holds what was changed, and no more", () => {
  const drafts = lessonDrafts("ten-workers");
  const start = starterWith(lessonStarterId("ten-workers"), "a lesson");
  const files = [...start.files.slice(0, 1), mine];
  const stored = drafts.toStored(files, start);
  expect(stored).toEqual({ files: [mine] });
  expect(drafts.toFiles(draftOf(stored, start.id), start)).toEqual(files);
  expect(drafts.toStored(start.files, start)).toEqual({ files: null });
});
