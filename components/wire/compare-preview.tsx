import { FormPreview } from "#components/target/form-preview.tsx";
import { CompareEmpty } from "./compare-empty.tsx";
import type { WireWords } from "./node-words.ts";

/** The page as the server can draw it: what is compared and how, readable without any script. */
export function ComparePreview({ words }: { readonly words: WireWords }) {
  const { title, lead, formTitle, resultTitle, noScript, run } = words.compare;
  return (
    <FormPreview
      title={title}
      lead={lead}
      formLabel={formTitle}
      resultLabel={resultTitle}
      noScript={noScript}
      run={run}
      result={<CompareEmpty words={words} />}
    />
  );
}
