import { CopyButton } from "./copy-button.tsx";

type CodeBlockProps = {
  /** Stands above the code: a file's name or what the lines are for. */
  readonly title: string;
  readonly code: string;
  /** Name of the copy button: "Copy the commands". */
  readonly copyLabel: string;
};

/** Lines to be copied. Long ones scroll inside the frame; lines that begin with # are quieter. */
export function CodeBlock({ title, code, copyLabel }: CodeBlockProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-control border border-hairline bg-surface-raised">
      <figcaption className="flex items-center gap-3 border-hairline border-b py-1 pr-1 pl-4">
        <span className="min-w-0 flex-1 truncate text-ink-soft text-sm">{title}</span>
        <span data-print="hidden">
          <CopyButton content={code} label={copyLabel} variant="ghost" />
        </span>
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (axe: scrollable-region-focusable)
        tabIndex={0}
        className="overflow-x-auto whitespace-pre-wrap break-words px-4 py-3 text-sm leading-6 focus-visible:-outline-offset-2"
      >
        <code>
          {code.split("\n").map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a constant text
            <span key={index} className={line.startsWith("#") ? "text-ink-faint" : undefined}>
              {`${line}\n`}
            </span>
          ))}
        </code>
      </pre>
    </figure>
  );
}
