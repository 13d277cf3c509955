import { Beginnings } from "#components/target/beginnings.tsx";
import { FormPreview } from "#components/target/form-preview.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { exampleNames, firstPlan } from "./load-form.ts";
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
  const plan = { ...firstPlan, method: "greet.v1.Greeter/SayHello" };
  return (
    <FormPreview
      title={words.title}
      lead={words.lead}
      formLabel={words.formTitle}
      resultLabel={words.status.label}
      noScript={words.noScript}
      run={words.run}
      form={<PlanSummary plan={plan} notes={[]} limits={limits} words={words} locale={locale} />}
      result={<Beginnings words={text.target} empty={words.empty} examples={exampleNames} onExample={null} />}
    />
  );
}
