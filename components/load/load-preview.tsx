import { Play } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { EmptyResult } from "./empty-result.tsx";
import { firstPlan } from "./load-form.ts";
import { LoadLayout } from "./load-layout.tsx";
import type { LoadPageLimits } from "./load-page-limits.ts";
import { PlanSummary } from "./plan-summary.tsx";

type LoadPreviewProps = {
  readonly locale: Locale;
  readonly text: Dictionary;
  readonly limits: LoadPageLimits;
};

/** The page as the server can draw it: what a load test is and what this one would do, readable without any script. */
export function LoadPreview({ locale, text, limits }: LoadPreviewProps) {
  const words = text.load;
  return (
    <LoadLayout
      title={words.title}
      lead={words.lead}
      formLabel={words.formTitle}
      resultLabel={words.status.label}
      form={
        <div className="grid gap-4 px-4 pb-5">
          <noscript>
            <p className="rounded-control bg-limit-soft px-3 py-2 text-sm">{words.noScript}</p>
          </noscript>
          <PlanSummary
            plan={{ ...firstPlan, method: "greet.v1.Greeter/SayHello" }}
            notes={[]}
            limits={limits}
            words={words}
            locale={locale}
          />
          <Button variant="primary" disabled>
            <Play aria-hidden="true" className="size-4" />
            {words.run}
          </Button>
        </div>
      }
      result={<EmptyResult words={words} onExample={null} />}
    />
  );
}
