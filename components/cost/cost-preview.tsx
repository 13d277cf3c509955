import { Beginnings } from "#components/target/beginnings.tsx";
import { FormPreview } from "#components/target/form-preview.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { exampleNames } from "./cost-form.ts";

/** The page as the server can draw it: what is measured and how, readable without any script. */
export function CostPreview({ text }: { readonly text: Dictionary }) {
  const words = text.cost;
  return (
    <FormPreview
      title={words.title}
      lead={words.lead}
      formLabel={words.formTitle}
      resultLabel={words.resultTitle}
      noScript={words.noScript}
      run={words.run}
      form={
        <ul className="grid list-disc gap-1 pl-5 text-ink-soft text-sm">
          <li>{words.what.growthHint}</li>
          <li>{words.what.wireHint}</li>
          <li>{words.range.budgetHint}</li>
        </ul>
      }
      result={<Beginnings words={text.target} empty={words.empty} examples={exampleNames} onExample={null} />}
    />
  );
}
