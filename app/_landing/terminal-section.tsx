import { terminalLines } from "#app/_data/terminal-lines.ts";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { ArticleSection } from "./article-section.tsx";

/** Two commands that work against this very server. */
export function TerminalSection({ locale, origin }: { readonly locale: Locale; readonly origin: string }) {
  const text = dictionaries[locale].landing.terminal;
  const [before, after] = text.meaning.split("{metadata}");
  return (
    <ArticleSection id="terminal" title={text.title}>
      <p className="mb-4 max-w-[70ch] text-ink-soft">
        {before}
        <code>x-deployment</code>
        {after}
      </p>
      <CodeBlock title={text.block} code={terminalLines(origin, text)} copyLabel={text.copy} />
    </ArticleSection>
  );
}
