import type { ReactNode } from "react";

type LoadLayoutProps = {
  readonly title: string;
  readonly lead: string;
  readonly formLabel: string;
  readonly resultLabel: string;
  readonly form: ReactNode;
  readonly result: ReactNode;
};

/** The plan at the left, what it measured at the right; one below the other where the page is narrow. */
export function LoadLayout({ title, lead, formLabel, resultLabel, form, result }: LoadLayoutProps) {
  return (
    <div className="grid min-w-0 flex-1 lg:grid-cols-[23rem_minmax(0,1fr)]">
      <div className="min-w-0 border-hairline max-lg:border-b lg:border-r">
        {/* Beside results that are longer than the window the plan stays at hand, and scrolls by itself. */}
        <section
          aria-label={formLabel}
          data-pane=""
          tabIndex={-1}
          className="flex min-w-0 flex-col lg:sticky lg:top-0 lg:max-h-[calc(100dvh-var(--header))] lg:overflow-y-auto"
        >
          <div className="px-4 pt-5 pb-4">
            <h1 className="text-xl">{title}</h1>
            <p className="mt-1 text-ink-soft text-sm">{lead}</p>
          </div>
          {form}
        </section>
      </div>
      <section
        aria-label={resultLabel}
        id="load-result"
        data-pane=""
        tabIndex={-1}
        className="min-w-0 scroll-mt-2 px-4 py-5 lg:px-6"
      >
        {result}
      </section>
    </div>
  );
}
