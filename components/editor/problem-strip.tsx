"use client";

import { ChevronDown, ChevronUp, CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { CodePosition, Problem } from "./problem.ts";

type ProblemStripProps = {
  readonly problems: readonly Problem[];
  /** Puts the caret where the problem is. */
  readonly onGo: (place: CodePosition) => void;
  /** What stands at the right end of the row. */
  readonly children?: ReactNode;
};

/** How many problems there are and the first of them in one row that is always there; all of them on demand. */
export function ProblemStrip({ problems, onGo, children }: ProblemStripProps) {
  const { locale, text } = useText();
  const words = text.editor;
  const listId = useId();
  const [wanted, setWanted] = useState(false);
  const [first] = problems;
  const open = wanted && first !== undefined;
  return (
    <section aria-label={words.problemList} className="shrink-0 border-hairline border-t bg-surface text-xs">
      <div className="flex h-8 items-center gap-2 pr-1 pl-3 pointer-coarse:h-11">
        <span className="flex shrink-0 items-center gap-1.5 font-medium text-ink-soft [&_svg]:size-3.5">
          {first === undefined ? <CircleCheck aria-hidden className="text-ok" /> : <Glyph problem={first} />}
          {first === undefined ? words.noProblems : formatPlural(locale, words.problems, problems.length)}
        </span>
        {first !== undefined && !open && <ProblemButton problem={first} onGo={onGo} row />}
        <span className="ml-auto flex min-w-0 shrink-0 items-center gap-1 text-ink-faint">{children}</span>
        {first !== undefined && (
          <Button
            size="small"
            variant="ghost"
            className="aspect-square px-0! [&_svg]:size-4"
            aria-label={open ? words.hideProblems : words.showProblems}
            title={open ? words.hideProblems : words.showProblems}
            aria-expanded={open}
            aria-controls={listId}
            onClick={() => setWanted(!open)}
          >
            {open ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
          </Button>
        )}
      </div>
      {open && (
        <ul id={listId} className="max-h-44 overflow-y-auto border-hairline border-t py-1">
          {problems.map((problem) => (
            <li key={JSON.stringify(problem)}>
              <ProblemButton problem={problem} onGo={onGo} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Glyph({ problem }: { readonly problem: Problem }) {
  return problem.severity === "error" ? (
    <CircleX aria-hidden className="text-failed" />
  ) : (
    <TriangleAlert aria-hidden className="text-limit" />
  );
}

type ProblemButtonProps = Pick<ProblemStripProps, "onGo"> & {
  readonly problem: Problem;
  readonly row?: boolean;
};

function ProblemButton({ problem, onGo, row = false }: ProblemButtonProps) {
  const words = useText().text.editor;
  const sources: Readonly<Record<string, string>> = words.sources;
  const source = sources[problem.source] ?? problem.source;
  const { path, line, column, message } = problem;
  return (
    <button
      type="button"
      onClick={() => onGo({ path, line, column })}
      aria-label={formatText(words.problemName, {
        severity: words[problem.severity],
        path,
        line,
        column,
        source,
        message,
      })}
      className={
        row
          ? "min-w-0 flex-1 truncate rounded-sm px-1 py-0.5 text-left text-ink-soft hover:bg-ink/6 hover:text-ink"
          : "flex w-full items-start gap-2 px-3 py-1 text-left focus-visible:-outline-offset-2 hover:bg-ink/6 [&_svg]:mt-px [&_svg]:size-3.5 [&_svg]:shrink-0"
      }
    >
      {!row && <Glyph problem={problem} />}
      <span className={row ? "" : "min-w-0"}>
        <span className="whitespace-nowrap font-mono">
          {path}:{line}:{column}
        </span>{" "}
        <span lang="en" className={row ? "" : "whitespace-pre-wrap text-ink"}>
          {message}
        </span>{" "}
        {!row && <span className="text-ink-faint">{source}</span>}
        {!row && problem.stack.length > 0 && (
          <span className="block whitespace-pre-wrap font-mono text-ink-soft">
            {problem.stack.join("\n")}
          </span>
        )}
      </span>
    </button>
  );
}
