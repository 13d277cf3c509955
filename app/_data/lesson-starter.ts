import { plainText } from "#components/lesson/inline-text.tsx";
import { lessonStarterId, type Starter } from "#components/playground/starter.ts";
import { defaultSettings } from "#components/playground/to-settings.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { inLanguage } from "./lesson-folder.ts";
import type { LoadedLesson } from "./lessons.ts";

/** A lesson's start as something the free playground can begin with, and compare with. */
export function toLessonStarter(loaded: LoadedLesson, locale: Locale): Starter {
  const { slug, lesson, recorded } = loaded;
  const { experiment, title, settings } = lesson.shown;
  return {
    id: lessonStarterId(slug),
    files: inLanguage(loaded.start, locale),
    experiments: [{ name: experiment, title }],
    settings: { ...defaultSettings, ...settings },
    experiment,
    lesson: {
      slug,
      title: plainText(loaded.texts[locale].title),
      recordedRuns: recorded === null ? [] : [recorded.file],
    },
  };
}
