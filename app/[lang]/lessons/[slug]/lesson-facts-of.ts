import { inLanguage } from "#app/_data/lesson-folder.ts";
import type { LoadedLesson } from "#app/_data/lessons.ts";
import type { AskedPrediction, LessonFacts } from "#components/lesson/lesson-facts.ts";
import { defaultSettings } from "#components/playground/to-settings.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { withoutShows } from "#lib/lessons/disproof.ts";
import type { Prediction } from "#lib/lessons/lesson.ts";
import type { ProjectFile } from "#lib/lessons/project.ts";

/** A lesson as its page hands it to the browser: plain data in one language. */
export function toLessonFacts(loaded: LoadedLesson, locale: Locale): LessonFacts {
  const { lesson, recorded } = loaded;
  const localized = (folders: Readonly<Record<string, readonly ProjectFile[]>>) =>
    Object.fromEntries(Object.entries(folders).map(([name, files]) => [name, inLanguage(files, locale)]));
  return {
    slug: loaded.slug,
    text: loaded.texts[locale],
    shown: { experiment: lesson.shown.experiment, title: lesson.shown.title },
    settings: { ...defaultSettings, ...lesson.shown.settings },
    yours: lesson.yours,
    files: { start: inLanguage(loaded.start, locale), peers: localized(loaded.peers) },
    solution: inLanguage(loaded.solution, locale),
    solutionSettings: loaded.settings.solution ?? {},
    wrong: localized(loaded.wrong),
    wrongSettings: Object.fromEntries(
      Object.keys(loaded.wrong).flatMap((name) => {
        const chosen = loaded.settings[`wrong/${name}`];
        return chosen === undefined ? [] : [[name, chosen]];
      }),
    ),
    predictions: Object.fromEntries(
      Object.entries(lesson.predictions).map(([key, prediction]) => [key, toAsked(prediction)]),
    ),
    pins: Object.keys(lesson.pins),
    why: { ...lesson.why, disproof: withoutShows(lesson.why.disproof) },
    questions: lesson.questions,
    goals: Object.keys(lesson.goals),
    recordedUs: recorded === null ? null : recorded.record.header.durationUs,
  };
}

function toAsked(prediction: Prediction): AskedPrediction {
  switch (prediction.kind) {
    case "choice": {
      const { kind, options, answer, shownBy } = prediction;
      return { kind, options, answer, isLater: shownBy !== undefined };
    }
    case "duration":
      return { kind: "duration" };
    case "bars":
      return { kind: "bars", bars: prediction.bars };
  }
}
