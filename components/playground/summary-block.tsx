import type { Locale } from "#lib/i18n/locales.ts";
import type { SummaryHeadline } from "./summary-headline.ts";

type SummaryBlockProps = {
  readonly label: string;
  readonly locale: Locale;
  /** With two runs that are over: their times and ratio. Otherwise the first sentence leads. */
  readonly headline: SummaryHeadline | null;
  readonly sentences: readonly string[];
};

/** The result in words, above every picture. Drawn by the server and by the page alike. */
export function SummaryBlock({ label, locale, headline, sentences }: SummaryBlockProps) {
  const [lead, ...rest] = headline === null ? sentences : [null, ...sentences];
  return (
    <section aria-label={label} data-testid="run-summary" data-point="summary" className="grid gap-1">
      {headline === null ? (
        <p className="min-h-6 font-medium text-base">{lead}</p>
      ) : (
        <Headline headline={headline} />
      )}
      {rest.length > 0 && <p className="text-ink-soft text-sm">{rest.join(locale === "zh" ? "" : " ")}</p>}
    </section>
  );
}

function Headline({
  headline: { results, ratio, certainty, meaning },
}: {
  readonly headline: SummaryHeadline;
}) {
  return (
    <p className="flex min-h-6 flex-wrap items-baseline gap-x-4 gap-y-0.5 text-base tabular-nums">
      <span className="min-w-0 font-medium">
        {results.map(({ title, duration }, i) => (
          <span key={title}>
            {i > 0 && <span className="text-ink-faint"> · </span>}
            {title} <strong className="whitespace-nowrap font-semibold">{duration}</strong>
          </span>
        ))}
      </span>
      <span
        className="ml-auto flex flex-wrap items-baseline gap-x-2"
        title={meaning === "" ? undefined : meaning}
      >
        {ratio !== null && (
          <strong
            data-testid="run-ratio"
            className={`font-semibold text-accent ${ratio.length > 8 ? "text-base" : "text-xl"}`}
          >
            {ratio}
          </strong>
        )}
        <span className="text-ink-faint text-xs">{certainty}</span>
      </span>
    </p>
  );
}
