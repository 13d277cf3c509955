import { useText } from "#components/i18n/use-text.tsx";
import { MessageField } from "#components/target/message-field.tsx";
import { messageProblem } from "#components/target/message-problem.ts";
import { SourceFields } from "#components/target/source-fields.tsx";
import { methodsOf } from "#components/target/use-methods.ts";
import { Choice } from "#components/ui/form-group.tsx";
import { type CallFormControl, roundChoices } from "./use-call-form.ts";

/** Which code, which method, which message, and how often. */
export function CallFields({ control }: { readonly control: CallFormControl }) {
  const { text } = useText();
  const words = text.wire.compare;
  const { form, methods, change } = control;
  const method = methodsOf(methods, form.sourceId).find(({ name }) => name === form.method);
  return (
    <>
      <SourceFields
        sources={control.sources}
        sourceId={form.sourceId}
        methods={methods}
        method={form.method}
        onSource={(sourceId) => change({ sourceId, method: "", requestJson: "{}" })}
        onMethod={control.chooseMethod}
        onRetry={control.retry}
      >
        <MessageField
          label={text.target.message}
          hint={words.messageHint}
          json={form.requestJson}
          problem={messageProblem(form.requestJson)}
          sample={method?.sampleJson ?? "{}"}
          onMessage={(requestJson) => change({ requestJson })}
        />
      </SourceFields>
      <Choice
        label={words.rounds}
        hint={words.roundsHint}
        value={form.rounds}
        onChange={(rounds) => change({ rounds })}
        segments={roundChoices.map((value) => ({ value, label: value }))}
      />
    </>
  );
}
