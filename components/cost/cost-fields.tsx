import { useText } from "#components/i18n/use-text.tsx";
import { MessageField } from "#components/target/message-field.tsx";
import { objectProblem } from "#components/target/message-problem.ts";
import { SourceFields } from "#components/target/source-fields.tsx";
import { Select } from "#components/ui/select.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { CostPageLimits } from "./cost-page-limits.ts";
import { QuestionFields } from "./question-fields.tsx";
import type { CostFormControl } from "./use-cost-form.ts";

type CostFieldsProps = { readonly control: CostFormControl; readonly limits: CostPageLimits };

/** Which method, which of its fields carries n, and what is asked about it. */
export function CostFields({ control, limits }: CostFieldsProps) {
  const words = useText().text.cost.source;
  const { form, method, change } = control;
  const field = method?.fields.find(({ name }) => name === form.field);
  return (
    <>
      <SourceFields
        sources={control.sources}
        sourceId={form.sourceId}
        methods={control.methods}
        method={form.method}
        noMethods={words.noMethods}
        onSource={control.chooseSource}
        onMethod={control.chooseMethod}
        onRetry={control.retry}
      >
        {method !== undefined && (
          <Select
            label={words.field}
            value={form.field}
            onChange={(name) => change({ field: name })}
            options={method.fields.map(({ name, kind }) => ({
              value: name,
              label: formatText(words.kinds[kind], { name }),
            }))}
            {...(field !== undefined && { hint: words.contents[field.kind] })}
          />
        )}
        <MessageField
          label={words.message}
          hint={words.messageHint}
          json={form.messageJson}
          problem={objectProblem(form.messageJson)}
          onMessage={(messageJson) => change({ messageJson })}
        />
      </SourceFields>
      <QuestionFields form={form} largest={control.largest} limits={limits} onChange={change} />
    </>
  );
}
