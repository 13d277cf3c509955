import { memo } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { MessageField } from "#components/target/message-field.tsx";
import { messageProblem } from "#components/target/message-problem.ts";
import { SourceFields } from "#components/target/source-fields.tsx";
import { methodsOf } from "#components/target/use-methods.ts";
import type { LoadPageLimits } from "./load-page-limits.ts";
import { ModelFields } from "./model-fields.tsx";
import { PlanSummary } from "./plan-summary.tsx";
import { ServerFields } from "./server-fields.tsx";
import type { LoadFormControl } from "./use-load-form.ts";
import { WireFields } from "./wire-fields.tsx";

// While a run ticks, the form stays as it is.
const CalmModel = memo(ModelFields);
const CalmWire = memo(WireFields);
const CalmServer = memo(ServerFields);

type LoadFieldsProps = { readonly control: LoadFormControl; readonly limits: LoadPageLimits };

/** What to call, how hard, around which server, over which wire; and all of it in words. */
export function LoadFields({ control, limits }: LoadFieldsProps) {
  const { locale, text } = useText();
  const words = text.load;
  const { form, methods, settled, setPlan } = control;
  const { plan } = form;
  const method = methodsOf(methods, form.sourceId).find(({ name }) => name === plan.method);
  return (
    <>
      <SourceFields
        sources={control.sources}
        sourceId={form.sourceId}
        methods={methods}
        method={plan.method}
        onSource={control.chooseSource}
        onMethod={control.chooseMethod}
        onRetry={control.retry}
      >
        <MessageField
          label={text.target.message}
          hint={words.messageHint}
          json={plan.messageJson}
          problem={messageProblem(plan.messageJson)}
          sample={method?.sampleJson ?? "{}"}
          onMessage={(messageJson) => setPlan({ messageJson })}
        />
      </SourceFields>
      <CalmModel plan={plan} limits={limits} onChange={setPlan} />
      <CalmServer server={form.server} limits={limits} onChange={control.setServer} />
      <CalmWire plan={plan} limits={limits} onChange={setPlan} />
      <section aria-labelledby="load-says" className="grid gap-2">
        <h2 id="load-says" className="font-semibold text-sm">
          {words.says.label}
        </h2>
        <PlanSummary {...settled} limits={limits} words={words} locale={locale} />
      </section>
    </>
  );
}
