import { Button } from "#components/ui/button.tsx";
import { CompareLayout } from "./compare-layout.tsx";
import type { WireWords } from "./node-words.ts";

/** The page as the server can draw it: what is compared and how, readable without any script. */
export function ComparePreview({ words }: { readonly words: WireWords }) {
  const { compare } = words;
  return (
    <CompareLayout
      words={words}
      form={
        <>
          <noscript>
            <p className="rounded-control bg-limit-soft px-3 py-2 text-sm">{compare.noScript}</p>
          </noscript>
          <Button variant="primary" className="w-fit" disabled>
            {compare.run}
          </Button>
        </>
      }
      result={<CompareEmpty words={words} />}
    />
  );
}

/** Before anything was measured: what will be, and by whom. */
export function CompareEmpty({ words }: { readonly words: WireWords }) {
  const { empty, measuredBy, transports } = words.compare;
  return (
    <div className="grid max-w-2xl gap-3 text-ink-soft">
      <p>{empty}</p>
      <ul className="grid gap-1 text-sm sm:grid-cols-2">
        {Object.entries(transports).map(([name, title]) => (
          <li key={name} className="rounded-control border border-hairline px-3 py-1.5">
            {title}
          </li>
        ))}
      </ul>
      <p className="text-ink-faint text-sm">{measuredBy}</p>
    </div>
  );
}
