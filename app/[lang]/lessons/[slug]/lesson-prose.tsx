import type { MDXComponents } from "mdx/types.js";
import type { ReactNode } from "react";
import type { LoadedLesson } from "#app/_data/lessons.ts";
import { BeatTools } from "#components/lesson/beat-tools.tsx";
import { InlineText } from "#components/lesson/inline-text.tsx";
import { PinList } from "#components/lesson/pin-list.tsx";
import { PinMark } from "#components/lesson/pin-mark.tsx";
import { PointLink } from "#components/lesson/point-link.tsx";
import { TermNote } from "#components/lesson/term-note.tsx";
import { TimelinePicture } from "#components/timeline/timeline-picture.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { formatQuantity } from "#lib/i18n/format-quantity.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { toRun } from "#lib/lessons/evidence.ts";
import { glossary } from "#lib/lessons/glossary.ts";
import type { BeatKind } from "#lib/lessons/lesson-marks.ts";
import { ExhibitPanel } from "./exhibit-panel.tsx";

type LessonProseProps = { readonly lesson: LoadedLesson; readonly locale: Locale };

/** What the lesson says, as the server can write it: five beats with their tools, then what stands behind them. */
export function LessonProse({ lesson, locale }: LessonProseProps) {
  const Body = lesson.bodies[locale];
  const text = lesson.texts[locale];
  const words = dictionaries[locale].lessons;
  return (
    <>
      <p className="max-w-[62ch] text-ink-soft text-lg">
        <InlineText>{text.teaches}</InlineText>
      </p>
      <Body components={componentsOf(lesson, locale)} />
      {Object.keys(text.sources).length > 0 && (
        <section className="mt-8 text-sm">
          <h2 className="mb-1 font-semibold text-base">{words.sources}</h2>
          <ul className="grid gap-1">
            {Object.entries(text.sources).map(([id, { title, url }]) => (
              <li key={id} id={`source-${id}`}>
                <span className="text-ink-soft">[{id}]</span>{" "}
                <a href={url} className="text-link inline-block py-1" rel="noreferrer" target="_blank">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

type Children = { readonly children?: ReactNode };

/** What MDX calls by name; each is told of the lesson around it. */
function componentsOf(lesson: LoadedLesson, locale: Locale): MDXComponents {
  const given =
    <Own,>(render: (props: LessonProseProps & Own) => ReactNode) =>
    (own: Own) =>
      render({ lesson, locale, ...own });
  return {
    Seen: given(seenFigure),
    Beat: given(beatSection),
    Production: given(productionNote),
    Article: given(articleNote),
    Exhibit: given(exhibitPanel),
    Pin: PinMark,
    Point: PointLink,
    Term: glossaryTerm,
    Cite: sourceLink,
  };
}

function seenFigure({ lesson, locale, figure }: LessonProseProps & { readonly figure: string }) {
  const read = lesson.lesson.figures[figure];
  if (lesson.recorded === null || read === undefined) return "…";
  const quantity = read(toRun("recorded", lesson.recorded.record));
  return (
    <span className="whitespace-nowrap tabular-nums">
      {formatQuantity(locale, dictionaries[locale].lessons.quantity, quantity)}
    </span>
  );
}

type BeatProps = LessonProseProps & Children & { readonly kind: BeatKind; readonly title: string };

function beatSection({ lesson, locale, kind, title, children }: BeatProps) {
  return (
    <section id={kind} aria-labelledby={`${kind}-title`} className="mt-10 scroll-mt-4">
      <h2 id={`${kind}-title`} className="mb-3 text-xl">
        <span className="mr-2 font-normal text-accent text-sm">
          {dictionaries[locale].lessons.beats[kind]}
        </span>
        {title}
      </h2>
      {kind === "see" && <RecordedPicture lesson={lesson} locale={locale} />}
      {kind === "notice" && <PinList />}
      <div className="prose">{children}</div>
      <div className="mt-4 grid max-w-[62ch] gap-4 empty:hidden">
        <BeatTools kind={kind} />
      </div>
    </section>
  );
}

function productionNote({ locale, children }: LessonProseProps & Children) {
  return <Note title={dictionaries[locale].lessons.production}>{children}</Note>;
}

function articleNote({ locale, children }: LessonProseProps & Children) {
  return <Note title={dictionaries[locale].lessons.article}>{children}</Note>;
}

function Note({ title, children }: Children & { readonly title: string }) {
  return (
    <aside className="mt-10 max-w-[62ch] border-hairline-strong border-l-2 pl-4">
      <h2 className="mb-1 font-semibold text-base">{title}</h2>
      <div className="prose">{children}</div>
    </aside>
  );
}

function exhibitPanel({ lesson, locale, id }: LessonProseProps & { readonly id: string }) {
  const exhibit = lesson.exhibits[id];
  return exhibit === undefined ? null : <ExhibitPanel exhibit={exhibit} locale={locale} />;
}

function glossaryTerm({ id, children }: Children & { readonly id: string }) {
  const entry = glossary[id];
  return entry === undefined ? children : <TermNote entry={entry}>{children}</TermNote>;
}

function sourceLink({ id }: { readonly id: string }) {
  return (
    <a href={`#source-${id}`} className="whitespace-nowrap text-sm">
      [{id}]
    </a>
  );
}

/** Where text and results stand side by side, the run is on the right already. */
function RecordedPicture({ lesson, locale }: LessonProseProps) {
  const words = dictionaries[locale].lessons;
  if (lesson.recorded === null) return null;
  const label = formatText(words.recordedCaption, { title: lesson.lesson.shown.title });
  return (
    <figure className="mb-4 min-[900px]:hidden">
      <TimelinePicture
        runs={[{ record: lesson.recorded.record, label }]}
        locale={locale}
        width={340}
        className="w-full"
      />
    </figure>
  );
}
