import type { ReactNode } from "react";
import type { WireWords } from "./node-words.ts";

type CompareLayoutProps = { readonly words: WireWords; readonly form: ReactNode; readonly result: ReactNode };

/** The call at the left, what carried it at the right; one below the other where the page is narrow. */
export function CompareLayout({ words, form, result }: CompareLayoutProps) {
  const { title, lead, formTitle, resultTitle } = words.compare;
  return (
    <div className="grid min-w-0 flex-1 lg:grid-cols-[22rem_minmax(0,1fr)]">
      <section
        aria-label={formTitle}
        data-pane=""
        tabIndex={-1}
        className="flex min-w-0 flex-col gap-4 border-hairline px-4 pt-5 pb-5 max-lg:border-b lg:border-r"
      >
        <div>
          <h1 className="text-xl">{title}</h1>
          <p className="mt-1 text-ink-soft text-sm">{lead}</p>
        </div>
        {form}
      </section>
      <section
        aria-label={resultTitle}
        data-pane=""
        tabIndex={-1}
        className="min-w-0 scroll-mt-2 px-4 py-5 lg:px-6"
      >
        {result}
      </section>
    </div>
  );
}
