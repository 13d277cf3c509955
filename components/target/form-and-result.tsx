import type { ReactNode, Ref } from "react";

type FormAndResultProps = {
  readonly title: string;
  readonly lead: string;
  readonly formLabel: string;
  readonly resultLabel: string;
  readonly form: ReactNode;
  /** Stays in sight below the form: what would run, and the button that runs it. */
  readonly bar?: ReactNode;
  readonly result: ReactNode;
  /** For `bringIntoSight`. */
  readonly resultRef?: Ref<HTMLDivElement>;
};

/** What is asked at the left, what was measured at the right; one below the other where the page is narrow. */
export function FormAndResult(props: FormAndResultProps) {
  return (
    <div className="grid min-w-0 flex-1 lg:grid-cols-[23rem_minmax(0,1fr)]">
      <div className="min-w-0 border-hairline max-lg:border-b lg:border-r">
        {/* Beside results that are longer than the window the form stays at hand, and scrolls by itself. */}
        <section
          aria-label={props.formLabel}
          data-pane=""
          tabIndex={-1}
          className="flex min-w-0 flex-col lg:sticky lg:top-0 lg:max-h-[calc(100dvh-var(--header))] lg:overflow-y-auto"
        >
          <div className="px-4 pt-5 pb-4">
            <h1 className="text-xl">{props.title}</h1>
            <p className="mt-1 text-ink-soft text-sm">{props.lead}</p>
          </div>
          <div className="grid gap-6 px-4 pb-5">{props.form}</div>
          {props.bar !== undefined && (
            <div className="sticky bottom-0 z-20 mt-auto grid gap-2 border-hairline border-t bg-surface px-4 py-3 tiny:static">
              {props.bar}
            </div>
          )}
        </section>
      </div>
      <section
        aria-label={props.resultLabel}
        id="result"
        data-pane=""
        tabIndex={-1}
        className="min-w-0 scroll-mt-2 px-4 py-5 lg:px-6"
      >
        <div ref={props.resultRef} className="scroll-mt-4">
          {props.result}
        </div>
      </section>
    </div>
  );
}
