import type { ReactNode } from "react";

type CostLayoutProps = {
  readonly title: string;
  readonly lead: string;
  readonly formLabel: string;
  readonly resultLabel: string;
  readonly form: ReactNode;
  readonly result: ReactNode;
};

/** The question at the left, the answer at the right; one below the other where the page is narrow. */
export function CostLayout({ title, lead, formLabel, resultLabel, form, result }: CostLayoutProps) {
  return (
    <div className="grid min-w-0 flex-1 lg:grid-cols-[23rem_minmax(0,1fr)]">
      <section
        aria-label={formLabel}
        data-pane=""
        tabIndex={-1}
        className="flex min-w-0 flex-col border-hairline max-lg:border-b lg:border-r"
      >
        <div className="px-4 pt-5 pb-4">
          <h1 className="text-xl">{title}</h1>
          <p className="mt-1 text-ink-soft text-sm">{lead}</p>
        </div>
        {form}
      </section>
      <section
        aria-label={resultLabel}
        id="cost-result"
        data-pane=""
        tabIndex={-1}
        className="min-w-0 scroll-mt-2 px-4 py-5 lg:px-6"
      >
        {result}
      </section>
    </div>
  );
}
