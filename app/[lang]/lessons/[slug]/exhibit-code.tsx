import { ChevronRight } from "lucide-react";
import type { LoadedExhibit } from "#app/_data/exhibit-folder.ts";
import { InlineText } from "#components/lesson/inline-text.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { ProjectFile } from "#lib/lessons/project.ts";

type ExhibitCodeProps = {
  readonly file: ProjectFile;
  /** Of a program that has notes. */
  readonly exhibit?: LoadedExhibit;
  readonly locale: Locale;
};

/** One file, line by line. A line with a note opens: below it stands what was printed, and what it means. */
export function ExhibitCode({ file, exhibit, locale }: ExhibitCodeProps) {
  const words = dictionaries[locale].lessons.exhibit;
  const notes = exhibit?.exhibit.notes.filter((note) => note.file === file.path) ?? [];
  return (
    <div className="border-hairline border-t first-of-type:border-t-0">
      <div className="flex min-h-control items-center gap-2 pr-1 pl-3">
        <h4 className="min-w-0 flex-1 truncate font-mono font-normal text-ink-soft text-sm">{file.path}</h4>
        {exhibit === undefined && (
          <span data-print="hidden">
            <CopyButton
              content={file.content}
              label={formatText(words.copyFile, { path: file.path })}
              variant="ghost"
            />
          </span>
        )}
      </div>
      <div className="pb-2 text-sm leading-6">
        {file.content
          .trimEnd()
          .split("\n")
          .map((line, index) => {
            const note = notes.find(({ marks }) => line.includes(marks));
            // biome-ignore-start lint/suspicious/noArrayIndexKey: lines of a constant text
            if (note === undefined || exhibit === undefined) return <PlainLine key={index} line={line} />;
            const number = exhibit.exhibit.notes.indexOf(note) + 1;
            const said = exhibit.messages?.messages[note.key]?.said ?? "";
            return (
              <details key={index} className="group/note">
                <summary className="flex cursor-pointer list-none items-start pr-3 pl-1 hover:bg-ink/4 focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
                  <ChevronRight
                    aria-hidden="true"
                    className="mt-1.5 size-3 shrink-0 text-failed transition-transform duration-100 group-open/note:rotate-90"
                  />
                  <MarkedLine line={line} marks={note.marks} />
                  <span className="mt-1 ml-2 grid size-4 shrink-0 place-items-center rounded-full border border-failed font-semibold text-failed text-xs tabular-nums leading-none">
                    <span className="sr-only">{formatText(words.problem, { number: "" }).trim()} </span>
                    {number}
                  </span>
                </summary>
                <div className="mx-3 my-1.5 border-failed border-l-2 bg-failed-soft px-3 py-2">
                  <p className="mb-2 text-base text-ink">
                    <InlineText>{exhibit.texts[locale].notes[note.key] ?? ""}</InlineText>
                  </p>
                  <p className="text-ink-soft text-sm">{words.said}</p>
                  <pre
                    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (axe: scrollable-region-focusable)
                    tabIndex={0}
                    lang="en"
                    className="overflow-x-auto whitespace-pre text-ink-soft text-xs leading-5 focus-visible:-outline-offset-2"
                  >
                    <Printed said={said} />
                  </pre>
                </div>
              </details>
            );
            // biome-ignore-end lint/suspicious/noArrayIndexKey: lines of a constant text
          })}
      </div>
    </div>
  );
}

/** What is too long goes on in the next line, two characters further in. */
const lineClass = "block min-w-0 flex-1 whitespace-pre-wrap break-words pl-[2ch] -indent-[2ch]";

function PlainLine({ line }: { readonly line: string }) {
  const isComment = /^\s*(#|\/\/)/.test(line);
  return (
    <code className={`${lineClass} mr-3 ml-4 ${isComment ? "text-ink-faint" : ""}`}>
      {line === "" ? "\u00a0" : line}
    </code>
  );
}

function MarkedLine({ line, marks }: { readonly line: string; readonly marks: string }) {
  const at = line.indexOf(marks);
  return (
    <code className={lineClass}>
      {line.slice(0, at)}
      <span className="underline decoration-failed decoration-wavy underline-offset-4">{marks}</span>
      {line.slice(at + marks.length)}
    </code>
  );
}

/** The sentence in which Python says what is wrong stands at the end of a long way there. */
function Printed({ said }: { readonly said: string }) {
  const lines = said.split("\n");
  const at = lines.findIndex((line) => /^\S/.test(line) && !line.startsWith("Traceback"));
  const way = lines.slice(0, Math.max(0, at));
  return (
    <>
      {way.length > 0 && `${way.join("\n")}\n`}
      <strong className="whitespace-pre-wrap break-words font-semibold text-ink">
        {lines.slice(way.length).join("\n")}
      </strong>
    </>
  );
}
