"use client";

import { useEffect, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatText } from "#lib/i18n/format-text.ts";

type SolutionDiffProps = {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly isClear: boolean;
};

type DiffLine = { readonly sign: "+" | "-" | " "; readonly text: string };

/** How many unchanged lines stay around a change. */
const context = 2;

/** One file's changes, line by line. While it is not clear, neither eyes nor screen readers get it. */
export function SolutionDiff({ path, before, after, isClear }: SolutionDiffProps) {
  const words = useText().text.lessons.solution;
  const lines = useDiff(before, after);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-ink-soft text-sm">{formatText(words.diff, { path })}</figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={isClear ? 0 : undefined}
        aria-hidden={!isClear || undefined}
        className={classNames(
          "overflow-x-auto rounded-control border border-hairline bg-paper py-2 text-xs leading-5 transition-[filter]",
          !isClear && "select-none overflow-hidden blur-[5px]",
        )}
      >
        {lines.map(({ sign, text }, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            key={index}
            className={classNames(
              "block min-w-max px-3",
              sign === "+" && "bg-ok/12",
              sign === "-" && "bg-failed/10",
            )}
          >
            <span aria-hidden="true" className="select-none text-ink-faint">
              {sign}{" "}
            </span>
            {sign !== " " && <span className="sr-only">{sign === "+" ? words.added : words.removed}: </span>}
            {text}
          </span>
        ))}
      </pre>
    </figure>
  );
}

/** Loaded with the first solution that is opened. */
function useDiff(before: string, after: string): readonly DiffLine[] {
  const [lines, setLines] = useState<readonly DiffLine[]>([]);
  useEffect(() => {
    let isOver = false;
    void import("diff").then(({ diffLines }) => {
      if (isOver) return;
      const all = diffLines(before, after).flatMap(({ value, added, removed }) =>
        value
          .replace(/\n$/, "")
          .split("\n")
          .map((text): DiffLine => ({ sign: added ? "+" : removed ? "-" : " ", text })),
      );
      setLines(nearChanges(all));
    });
    return () => {
      isOver = true;
    };
  }, [before, after]);
  return lines;
}

/** Leaves out what is far from any change; a line of dots stands for it. */
function nearChanges(lines: readonly DiffLine[]): DiffLine[] {
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ sign }) => sign !== " "),
  );
  return lines.flatMap((line, index) => {
    if (isNear[index]) return [line];
    return index === 0 || isNear[index - 1] ? [{ sign: " ", text: "⋯" } as const] : [];
  });
}
